using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Grains.Observations.Auditing;

/// <summary>
/// One full check: hashes of facts and snapshot, then every event and every reading from facts and tail again, compared with the copy of the fold. Used once.
/// </summary>
internal sealed class AuditRun(AuditSubject subject, IFactsStore facts, IArtifactStore artifacts)
{
    private readonly FindingList findings = new();
    private readonly FoldCounts counted = new();
    private readonly ReadingBlock block = new();
    private long series, mvs, offset;
    private string? trouble;

    /// <summary>Checks.</summary>
    public async Task<AuditCheck> RunAsync(DateTimeOffset startedAt, TimeProvider time)
    {
        long started = time.GetTimestamp();
        try
        {
            await CheckAsync();
        }
        catch (FactsDamagedException damaged)
        {
            findings.Add(new("facts.unreadable", damaged.Message));
        }
        catch (Exception failed)
        {
            trouble = failed.Message;
        }

        return new(
            startedAt, time.GetElapsedTime(started), offset, counted.ReadingsIn, series, mvs, subject.Manifest.Facts.Count,
            subject.Manifest.Facts.Sum(file => file.Bytes), findings.Count, [.. findings.Listed], trouble);
    }

    private async Task CheckAsync()
    {
        foreach (string problem in await facts.VerifyAsync(subject.Manifest.Facts))
            findings.Add(new("facts.file", problem));
        await CheckSnapshotAsync();
        if (subject.Fold is null)
            trouble = "series wait to be folded again and can't be: memory could not be compared";
        if (subject.Fold is null || findings.Count > 0)
            return;

        PartitionFold memory = await subject.Fold;
        offset = memory.Cursor;
        var others = new PartitionFold(memory.Precedence);
        await foreach ((long at, LogEvent happened) in facts.OtherEventsAsync(subject.Manifest.Facts, subject.Manifest.Offset))
            others.Apply(new(at, LogEventCodec.Encode(happened)));
        Dictionary<SeriesKey, List<(long At, Counters Values)>> tail = ReadTail(others);
        mvs = RecordAudit.Check(others, memory, findings);

        var audit = new SeriesAudit(memory, others.Epochs, findings);
        await CheckSeriesAsync(audit, tail);
        audit.End(counted);
        series = audit.Compared;
    }

    private async Task CheckSnapshotAsync()
    {
        if (subject.Manifest.Snapshot is not { } key)
            return;
        await using Stream? stream = await artifacts.OpenReadAsync(key);
        try
        {
            SnapshotReader.Check(stream ?? throw new InvalidDataException("it is not in the artifact store"));
        }
        catch (InvalidDataException damaged)
        {
            findings.Add(new("snapshot", $"The snapshot '{key}' can't be used: {damaged.Message}. The next one takes its place."));
        }
    }

    /// <summary>The tail's readings by series; its other events go into <paramref name="others"/>.</summary>
    private Dictionary<SeriesKey, List<(long At, Counters Values)>> ReadTail(PartitionFold others)
    {
        var readings = new Dictionary<SeriesKey, List<(long At, Counters Values)>>();
        foreach (LogEntry entry in subject.Tail)
        {
            if (!block.TryDecode(entry.Payload))
            {
                others.Apply(in entry);
                continue;
            }

            string[] texts = [.. Enumerable.Range(0, block.TextCount).Select(block.TextOf)];
            for (int i = 0; i < block.Count; i++)
            {
                var key = new SeriesKey(texts[block.Mv[i]], texts[block.Platform[i]], texts[block.Source[i]]);
                if (!readings.TryGetValue(key, out var own))
                    readings.Add(key, own = []);
                SixLongs values = default;
                block.Values.AsSpan(i * Counters.Count, Counters.Count).CopyTo(values);
                own.Add((block.At[i], values));
            }
        }

        return readings;
    }

    private async Task CheckSeriesAsync(SeriesAudit audit, Dictionary<SeriesKey, List<(long At, Counters Values)>> tail)
    {
        SeriesKey? current = null;
        var history = new SeriesHistory();
        await foreach (FactReading reading in facts.AllReadingsAsync(subject.Manifest.Facts, subject.Manifest.Offset))
        {
            if (current is { } key && key != reading.Series)
            {
                Finish(key, history);
                history = new();
            }

            current = reading.Series;
            Count(history.Add(reading.At, reading.Counters));
        }

        if (current is { } last)
            Finish(last, history);
        foreach (SeriesKey key in tail.Keys.OrderBy(key => key.Mv, StringComparer.Ordinal).ToList())
            Finish(key, new());

        void Finish(SeriesKey key, SeriesHistory readings)
        {
            if (tail.Remove(key, out var rest))
            {
                foreach ((long at, Counters values) in rest)
                    Count(readings.Add(at, values));
            }

            audit.Check(key, readings);
        }
    }

    private void Count(AddOutcome outcome)
    {
        counted.ReadingsIn++;
        counted.Add(outcome);
    }
}
