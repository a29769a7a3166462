namespace MediaAnalytics.Tests.Unit.Folding;

/// <summary>
/// The counting rules again, by another road: it looks ahead over the whole list of one counter's values where the fold remembers, and knows no masks,
/// pages or snapshots.
/// </summary>
internal static class ReferenceSeries
{
    public sealed record Result(long Net, long Gross, int Corrections, List<(long At, long Delta)> Deltas);

    /// <summary>Folds the values of one counter, one an instant, in order; null where there are none.</summary>
    public static Result? Fold(IReadOnlyList<(long At, long Value)> values, IReadOnlyList<long> epochs)
    {
        if (values.Count == 0)
            return null;

        List<List<long>> segments = [[values[0].Value]];
        List<(long At, long Delta)> deltas = [];
        int corrections = 0;
        for (int i = 1; i < values.Count; i++)
        {
            (long at, long value) = values[i];
            List<long> segment = segments[^1];
            long last = segment[^1];
            if (Breaks(epochs, values[i - 1].At, at))
            {
                segments = [[value]];
                continue;
            }

            if (value < last && IsDoubtful(segment, value))
            {
                bool isDecided = i + 1 < values.Count && !Breaks(epochs, at, values[i + 1].At);
                if (isDecided && values[i + 1].Value >= last)
                    continue;
                if (IsNearZero(last, value))
                {
                    segments.Add([value]);
                    continue;
                }
            }

            segment.Add(value);
            corrections += value < last ? 1 : 0;
            if (value != last)
                deltas.Add((at, value - last));
        }

        return new(
            values[^1].Value,
            segments.Sum(segment => segment[0] + segment.Zip(segment.Skip(1), (a, b) => Math.Max(b - a, 0)).Sum()),
            corrections,
            deltas);
    }

    private static bool Breaks(IReadOnlyList<long> epochs, long after, long upTo) => epochs.Any(epoch => epoch > after && epoch <= upTo);

    private static bool IsDoubtful(List<long> segment, long value)
    {
        long[] beforeRises = [.. segment.Zip(segment.Skip(1)).Where(pair => pair.Second > pair.First).Select(pair => pair.First).Reverse().Take(2)];
        return beforeRises.Contains(value) || IsNearZero(segment[^1], value);
    }

    private static bool IsNearZero(long from, long to) => from >= 1_000 && to <= from / 100;
}
