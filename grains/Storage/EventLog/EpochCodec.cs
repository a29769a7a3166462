using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>The binary form of a definition epoch.</summary>
internal static class EpochCodec
{
    /// <exception cref="ArgumentException">The epoch names no counter, or one that there is not: no partition could read it.</exception>
    public static void Write(EventWriter writer, DefinitionEpoch epoch)
    {
        writer.Guid(epoch.Id);
        writer.Text(epoch.Platform);
        int mask = 0;
        foreach (var counter in epoch.Counters)
        {
            mask |= (int)counter is >= 0 and < Counters.Count
                ? 1 << (int)counter
                : throw new ArgumentException($"There is no counter {counter}.", nameof(epoch));
        }

        if (mask == 0)
        {
            throw new ArgumentException("An epoch names at least one counter.", nameof(epoch));
        }

        writer.Byte((byte)mask);
        writer.Unsigned((ulong)epoch.At.UtcTicks);
        writer.Text(epoch.Note);
        writer.Unsigned((ulong)epoch.DeclaredAt.UtcTicks);
    }

    public static DefinitionEpoch Read(ref EventReader reader)
    {
        var id = reader.Guid();
        string platform = reader.Text();
        int mask = reader.Byte();
        if (mask is 0 or >= 1 << Counters.Count)
        {
            throw new InvalidDataException($"The event declares an epoch of counters by mask {mask:X2}, of which there are {Counters.Count}.");
        }

        return new()
        {
            Id = id,
            Platform = platform,
            Counters = [.. Enumerable.Range(0, Counters.Count).Where(c => (mask & (1 << c)) != 0).Select(c => (Counter)c)],
            At = BatchCodec.Instant(reader.Bounded(long.MaxValue, "time of the epoch")),
            Note = reader.Text(),
            DeclaredAt = BatchCodec.Instant(reader.Bounded(long.MaxValue, "time of declaration")),
        };
    }
}
