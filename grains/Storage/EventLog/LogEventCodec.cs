using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>
/// The events' compact, versioned binary form: a version byte, a kind byte, then by kind. Times are kept to the tick, in UTC.
/// </summary>
public static class LogEventCodec
{
    /// <summary>First byte of every event.</summary>
    public const byte Version = 1;

    /// <summary>Encodes an event.</summary>
    public static byte[] Encode(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        var writer = new EventWriter();
        writer.Byte(Version);
        switch (logEvent)
        {
            case LogEvent.CountersObserved observed:
                writer.Byte((byte)EventKind.CountersObserved);
                BatchCodec.Write(writer, observed);
                break;
            case LogEvent.RowsQuarantined quarantined:
                writer.Byte((byte)EventKind.RowsQuarantined);
                BatchCodec.Write(writer, quarantined);
                break;
            case LogEvent.MvRecorded recorded:
                writer.Byte((byte)EventKind.MvRecorded);
                MvRecordCodec.Write(writer, recorded.Record);
                break;
            case LogEvent.EpochDeclared declared:
                writer.Byte((byte)EventKind.EpochDeclared);
                EpochCodec.Write(writer, declared.Epoch);
                break;
            default:
                throw new ArgumentException($"No form is known for {logEvent.GetType()}.", nameof(logEvent));
        }

        return writer.ToArray();
    }

    /// <summary>Decodes an event.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an event of a known version.</exception>
    public static LogEvent Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new EventReader(bytes.Span);
        byte version = reader.Byte();
        if (version != Version)
        {
            throw new InvalidDataException($"The event has version {version}; this program reads version {Version}.");
        }

        byte kind = reader.Byte();
        switch ((EventKind)kind)
        {
            case EventKind.CountersObserved:
                var observed = BatchCodec.ReadObserved(ref reader);
                reader.End();
                return observed;
            case EventKind.RowsQuarantined:
                var quarantined = BatchCodec.ReadQuarantined(ref reader);
                reader.End();
                return quarantined;
            case EventKind.MvRecorded:
                return new LogEvent.MvRecorded(MvRecordCodec.Read(reader.Rest));
            case EventKind.EpochDeclared:
                var epoch = EpochCodec.Read(ref reader);
                reader.End();
                return new LogEvent.EpochDeclared(epoch);
            default:
                throw new InvalidDataException($"The event is of kind {kind}, which this program does not know.");
        }
    }
}
