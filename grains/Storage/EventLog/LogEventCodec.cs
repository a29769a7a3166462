using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>The events' compact, versioned binary form.</summary>
public static class LogEventCodec
{
    /// <summary>Encodes an event.</summary>
    public static byte[] Encode(LogEvent logEvent) => throw new NotSupportedException($"{logEvent}");

    /// <summary>Decodes an event.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an event of a known version.</exception>
    public static LogEvent Decode(ReadOnlyMemory<byte> bytes) => throw new NotSupportedException($"{bytes.Length}");
}
