using System.Text.Json;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// A fold's whole state as bytes: <c>"MAFS"</c>, format version, body, XXH64 of all before it. Its rows lie in it as they lie in memory, so that it loads as
/// fast as the disk reads. Late series must have been folded before.
/// </summary>
internal static class FoldSnapshot
{
    /// <summary>Format written and read.</summary>
    public const long Version = 2;

    private const long Magic = 0x5346414D;

    /// <summary>Writes a fold.</summary>
    public static void Write(PartitionFold fold, Stream stream)
    {
        if (!fold.Late.IsEmpty)
            throw new InvalidOperationException("series wait to be folded again: the state is not whole");

        var writer = new SnapshotWriter(stream);
        writer.Int64(Magic | (Version << 32));
        WriteCounts(writer, fold);
        WriteBatches(writer, fold.Batches);
        writer.Int64(fold.Names.Count);
        for (int name = 0; name < fold.Names.Count; name++)
            writer.Text(fold.Names[name]);
        writer.Text(JsonSerializer.Serialize(Enumerable.Range(0, fold.Dimensions.Count).Select(place => fold.Dimensions[place])));
        writer.Text(JsonSerializer.Serialize(fold.Epochs.Declared));
        writer.Int64(fold.Mvs.Count);
        for (int mv = 0; mv < fold.Mvs.Count; mv++)
        {
            writer.Text(fold.Mvs.IdBytes(mv));
            writer.Text(fold.Mvs.TitleBytes(mv));
            writer.Raw(fold.Mvs[mv] with { Id = 0, Title = 0 });
        }

        writer.Raw(fold.Series.Rows);
        writer.Int64(fold.Series.Extras.Count);
        foreach ((int series, SeriesExtra extra) in fold.Series.Extras.OrderBy(pair => pair.Key))
        {
            writer.Int64(series);
            writer.Raw(in extra.HeldAt);
            writer.Raw(in extra.HeldValue);
        }

        writer.Int64(fold.Recent.Floor);
        writer.Raw(fold.Recent.Rows);
        writer.End();
    }

    /// <summary>Reads a fold. The bytes must have passed <see cref="SnapshotReader.Check"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are of an unknown version.</exception>
    public static PartitionFold Read(Stream stream, SourcePrecedence precedence, int recentCapacity = RecentDeltas.DefaultCapacity)
    {
        var reader = new SnapshotReader(stream);
        if (reader.Int64() != (Magic | (Version << 32)))
            throw new InvalidDataException($"not a snapshot of version {Version}");

        var fold = new PartitionFold(precedence, recentCapacity);
        ReadCounts(reader, fold);
        ReadBatches(reader, fold.Batches);
        for (long count = reader.Int64(); count > 0; count--)
            fold.Names.Place(reader.Text());
        foreach (CellKey key in JsonSerializer.Deserialize<CellKey[]>(reader.Utf8())!)
            fold.Dimensions.Place(key);
        foreach (DefinitionEpoch epoch in JsonSerializer.Deserialize<DefinitionEpoch[]>(reader.Utf8())!)
            fold.Epochs.Add(epoch);
        for (long count = reader.Int64(); count > 0; count--)
            ReadMv(reader, fold.Mvs);

        reader.Raw(fold.Series.Rows);
        fold.Series.Index();
        for (long count = reader.Int64(); count > 0; count--)
        {
            int series = (int)reader.Int64();
            fold.Series.Extras.Add(series, new() { HeldAt = reader.Raw<SixLongs>(), HeldValue = reader.Raw<SixLongs>() });
        }

        fold.Recent.Floor = reader.Int64();
        reader.Raw(fold.Recent.Rows);
        return fold;
    }

    private static void ReadMv(SnapshotReader reader, MvTable mvs)
    {
        ref MvEntry mv = ref mvs[mvs.Place(reader.Utf8())];
        long id = mv.Id;
        int place = mvs.Count - 1;
        byte[] title = reader.Utf8();
        mv = reader.Raw<MvEntry>();
        (mv.Id, mv.Title) = (id, mvs.EmptyTitle);
        mvs.SetTitle(place, title);
    }

    private static void WriteCounts(SnapshotWriter writer, PartitionFold fold)
    {
        foreach (long count in (ReadOnlySpan<long>)[fold.Cursor, fold.Counts.ReadingsIn, fold.Counts.Added, fold.Counts.Completed, fold.Counts.Duplicates,
            fold.Counts.Conflicts, fold.Counts.Quarantined, fold.Counts.Mvs, fold.Counts.Uncatalogued])
        {
            writer.Int64(count);
        }
    }

    private static void ReadCounts(SnapshotReader reader, PartitionFold fold)
    {
        fold.Cursor = reader.Int64();
        fold.Counts.ReadingsIn = reader.Int64();
        fold.Counts.Added = reader.Int64();
        fold.Counts.Completed = reader.Int64();
        fold.Counts.Duplicates = reader.Int64();
        fold.Counts.Conflicts = reader.Int64();
        fold.Counts.Quarantined = reader.Int64();
        fold.Counts.Mvs = reader.Int64();
        fold.Counts.Uncatalogued = reader.Int64();
    }

    private static void WriteBatches(SnapshotWriter writer, BatchLedger batches)
    {
        writer.Int64(batches.Count);
        foreach (BatchFold batch in batches.Folds)
        {
            writer.Bytes(batch.Batch.Id.ToByteArray());
            writer.Int64(batch.Batch.ReceivedAt.UtcTicks);
            foreach (int count in (ReadOnlySpan<int>)[batch.Batch.Appended, batch.Batch.Quarantined, batch.Folded, batch.Duplicates, batch.Conflicts, batch.QuarantinedSeen])
                writer.Raw(count);
        }
    }

    private static void ReadBatches(SnapshotReader reader, BatchLedger batches)
    {
        var id = new byte[16];
        for (long count = reader.Int64(); count > 0; count--)
        {
            reader.Bytes(id);
            var receivedAt = new DateTimeOffset(reader.Int64(), TimeSpan.Zero);
            var header = new BatchHeader(new(id), receivedAt, reader.Raw<int>(), reader.Raw<int>());
            batches.Add(header, reader.Raw<int>(), reader.Raw<int>(), reader.Raw<int>(), reader.Raw<int>());
        }
    }
}
