using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>Says what an MV's numbers are made of. Pure.</summary>
internal sealed class Explainer(MvInputs inputs, MvTimeline timeline)
{
    /// <summary>The sums, and the inputs after a place.</summary>
    public MvExplanation Explain(InputPlace after, int limit, long offset)
    {
        List<(InputPlace Place, int Kind, int Index)> all =
        [
            .. inputs.Readings.Select((reading, i) => (new InputPlace(reading.Offset, reading.Ordinal), 0, i)),
            .. inputs.Records.Select((record, i) => (new InputPlace(record.Offset, 0), 1, i)),
            .. inputs.Epochs.Index().Where(pair => timeline.Platforms.ContainsKey(pair.Item.Epoch.Platform))
                .Select(pair => (new InputPlace(pair.Item.Offset, 0), 2, pair.Index)),
        ];
        var following = all.Where(input => (input.Place.Offset, input.Place.Ordinal).CompareTo((after.Offset, after.Ordinal)) > 0)
            .OrderBy(input => (input.Place.Offset, input.Place.Ordinal)).Take(limit + 1).ToList();
        return new(
            offset, all.Count, [.. timeline.Platforms.Values.SelectMany(Sums)],
            [.. following.Take(limit).Select(input => Explain(input.Place, input.Kind, input.Index))], following.Count > limit);
    }

    private ExplainedInput Explain(InputPlace place, int kind, int index) => kind switch
    {
        0 => new(place, Reading(index), null, null),
        1 => new(place, null, Record(index), null),
        _ => new(place, null, null, inputs.Epochs[index].Epoch),
    };

    private ExplainedReading Reading(int index)
    {
        ref FactReading reading = ref inputs.Readings[index];
        (AddOutcome outcome, bool late) = timeline.Outcomes[index];
        PlatformTimeline platform = timeline.Platforms[reading.Series.Platform];
        SeriesTimeline series = platform[reading.Series.Source];
        var values = new List<ExplainedValue>();
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            long value = reading.Counters[(Counter)counter];
            if (value == Counters.Absent)
                continue;
            Finding finding = series.Findings.Find(counter, reading.At);
            values.Add(new((Counter)counter, value, finding.Value, finding.Verdict, finding.Delta, platform.Counting(counter) == series));
        }

        return new(
            reading.Series.Platform, reading.Series.Source, Instant(reading.At), reading.Batch, Instant(reading.ReceivedAt), outcome, late, [.. values]);
    }

    private ExplainedRecord Record(int index)
    {
        MvRecord record = inputs.Records[index].Record;
        MvRecord? before = inputs.Records.Take(index).Select(known => known.Record).MaxBy(known => known.Version);
        return new(record.Version, record.UpdatedAt, before is null || record.Version > before.Version, RecordFields.Changes(before, record));
    }

    private static IEnumerable<CounterSum> Sums(PlatformTimeline platform)
    {
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            if (platform.Counting(counter) is not { } series)
                continue;
            var total = new RunningTotal();
            foreach (Finding finding in series.Findings[counter])
                total.Add(in finding);
            yield return new(
                platform.Platform, (Counter)counter, series.Source, Instant(total.Since), total.Segments, total.Firsts, total.Rises, total.Falls,
                total.Closed, total.Net, total.Gross);
        }
    }

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
