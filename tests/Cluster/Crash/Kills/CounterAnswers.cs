using System.Text.Json.Nodes;
using Xunit;
using static MediaAnalytics.Tests.Cluster.Crash.Kills.LoadReading;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>Compares what the server answers with the tally, number by number, as lines of text.</summary>
internal sealed class CounterAnswers(Edge edge, CounterTally tally)
{
    private static readonly TimeSpan FoldedWithin = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Nothing is being sent: the totals come to be the tally's, and then every MV's counters are, at once.
    /// </summary>
    public async Task AssertSameAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ExpectedCounters> expected = tally.Expected(TimeProvider.System.GetUtcNow().UtcDateTime);
        ExpectedCounters[] catalogued = [.. expected.Where(one => tally.Catalogue.ContainsKey(one.Mv))];
        string[] totals =
        [
            .. catalogued.GroupBy(one => one.Platform).Select(group => Line($"platform {group.Key}", group.Select(one => one.Mv).Distinct().Count(), [.. group])),
            .. tally.Catalogue.GroupBy(pair => pair.Value, pair => pair.Key).Select(group => Line(
                $"genre {group.Key}", group.Count(), [.. catalogued.Where(one => group.Contains(one.Mv))])),
        ];
        await AssertTotalsAsync(totals, cancellation);

        string[] shown = [.. (await Task.WhenAll(tally.Catalogue.Keys.Select(mv => OfMvAsync(mv, cancellation)))).SelectMany(lines => lines)];
        AssertSame([.. catalogued.Select(Line)], shown);
    }

    private async Task AssertTotalsAsync(string[] expected, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(FoldedWithin);
        string[] shown = [];
        try
        {
            while (true)
            {
                shown = [.. await OfAsync("platform", limit.Token), .. await OfAsync("genre", limit.Token)];
                if (expected.ToHashSet().SetEquals(shown))
                    return;
                await Task.Delay(100, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            AssertSame(expected, shown);
        }
    }

    private static void AssertSame(string[] expected, string[] shown)
    {
        string[] wrong =
        [
            .. expected.Except(shown).Order(StringComparer.Ordinal).Take(20).Select(line => $"due   {line}"),
            .. shown.Except(expected).Order(StringComparer.Ordinal).Take(20).Select(line => $"shown {line}"),
        ];
        Assert.True(wrong.Length == 0, $"the server's numbers are not those of the acknowledged readings:\n{string.Join('\n', wrong)}");
    }

    private static string Line(string key, int mvs, ExpectedCounters[] parts) =>
        $"{key}: {mvs} mvs, net {Text(i => Sum(parts, one => one.Net, i))}, gross views {Sum(parts, one => one.Gross, 2)}, "
        + $"day +{Text(i => Sum(parts, one => one.Gained, i))} -{Text(i => Sum(parts, one => one.Removed, i))}";

    private static string Line(ExpectedCounters one) =>
        $"{one.Mv} {one.Platform}: {one.Readings} readings, net {Text(i => one.Net[i])}, gross {Text(i => one.Gross[i])}, "
        + $"day +{Text(i => one.Gained[i])} -{Text(i => one.Removed[i])}";

    private static long Sum(ExpectedCounters[] parts, Func<ExpectedCounters, long[]> of, int counter) => parts.Sum(one => Math.Max(0, of(one)[counter]));

    private static string Text(Func<int, long> value) => string.Join(' ', Enumerable.Range(0, Counters.Length).Select(value));

    private async Task<IEnumerable<string>> OfAsync(string dimension, CancellationToken cancellation)
    {
        JsonNode answer = await edge.GetAsync($"v1/dissemination?by={dimension}", cancellation);
        return answer["rows"]!.AsArray().Where(row => row!["key"]![dimension] is not null).Select(row => Line(dimension, row!));
    }

    private static string Line(string dimension, JsonNode row) =>
        $"{dimension} {row["key"]![dimension]}: {row["mvs"]} mvs, net {Text(i => i == 2 ? (long)row["views"]!["net"]! : Of(row, i))}, "
        + $"gross views {row["views"]!["gross"]}, {Day(row)}";

    private async Task<IEnumerable<string>> OfMvAsync(string mv, CancellationToken cancellation)
    {
        JsonNode record = await edge.GetAsync($"v1/mvs/{mv}", cancellation);
        return record["platforms"]!.AsArray().Select(row => $"{mv} {row!["platform"]}: {row["readings"]} readings, "
            + $"net {Text(i => Of(row["net"]!, i))}, gross {Text(i => Of(row["gross"]!, i))}, {Day(row)}");
    }

    private static string Day(JsonNode row) =>
        $"day +{Text(i => Of(row["lastDay"]!["gained"]!, i))} -{Text(i => Of(row["lastDay"]!["removed"]!, i))}";

    private static long Of(JsonNode counters, int counter) => (long?)counters[Counters[counter]] ?? Absent;
}
