using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Cluster.Crash.Kills;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>What the MVs of a catalogue with media come to.</summary>
internal sealed class MvLabels(Edge edge, IReadOnlyList<string> mvs)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan FoldedWithin = TimeSpan.FromSeconds(30);

    /// <summary>Waits until every MV has gone all its way, and returns the genre that each counts under.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="patience">How long it may take.</param>
    public async Task<IReadOnlyDictionary<string, string>> SettledAsync(TimeSpan patience, CancellationToken cancellation)
    {
        Dictionary<string, string> labels = [];
        long began = TimeProvider.System.GetTimestamp();
        foreach (string mv in mvs)
        {
            JsonNode record = await edge.GetAsync($"v1/mvs/{mv}", cancellation);
            while ((string)record["workflow"]!["stage"]! is "awaitingMedia" or "decoding" or "classifying" or "awaitingAccelerator")
            {
                Assert.True(TimeProvider.System.GetElapsedTime(began) < patience, $"{mv} was not labelled within {patience}: {record["workflow"]!.ToJsonString()}");
                await Task.Delay(Look, cancellation);
                record = await edge.GetAsync($"v1/mvs/{mv}", cancellation);
            }

            string expected = record["media"] is null ? "catalogued" : "classified";
            Assert.True((string)record["workflow"]!["stage"]! == expected, $"{mv} ended otherwise than {expected}: {record["workflow"]!.ToJsonString()}");
            labels.Add(mv, (string)record["genre"]!["label"]!);
        }

        return labels;
    }

    /// <summary>The history of every MV with media has one posterior, recorded once, and no version of its record twice. Returns how many have.</summary>
    public async Task<int> AssertRecordedOnceAsync(CancellationToken cancellation)
    {
        int labelled = 0;
        foreach (string mv in mvs)
        {
            JsonNode record = await edge.GetAsync($"v1/mvs/{mv}", cancellation);
            if (record["media"] is null)
                continue;
            JsonNode[] versions = await FoldedAsync(mv, (long)record["version"]!, cancellation);
            JsonNode[] standing = [.. versions.Where(version => (bool)version["stands"]!)];
            Assert.True(
                standing.Select(version => (long)version["version"]!).Distinct().Count() == standing.Length,
                $"a version of {mv} counts twice: {string.Join(' ', versions.Select(version => version.ToJsonString()))}");
            int posteriors = standing.Count(version => version["changes"]!.AsArray().Any(change => (string)change!["field"]! == "posterior"));
            Assert.True(posteriors == 1, $"{mv} was given a posterior {posteriors} times: {string.Join(' ', versions.Select(version => version.ToJsonString()))}");
            labelled++;
        }

        return labelled;
    }

    /// <summary>Every MV's record, and the versions of it that its partition has folded: for a person who looks for what went wrong.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellation)
    {
        List<string> lines = [];
        foreach (string mv in mvs)
        {
            JsonNode record = await edge.GetAsync($"v1/mvs/{mv}", cancellation);
            var folded = (await InputsAsync(mv, cancellation)).Select(input => input["record"]?.ToJsonString()).Where(static version => version is not null);
            lines.Add($"{mv} {record["version"]} {record["genre"]!.ToJsonString()} {record["workflow"]!.ToJsonString()}; folded: {string.Join(' ', folded)}");
        }

        return string.Join('\n', lines);
    }

    /// <summary>The versions of an MV's record that its partition has folded, once it has folded <paramref name="newest"/>: it folds a record after the record is written.</summary>
    private async Task<JsonNode[]> FoldedAsync(string mv, long newest, CancellationToken cancellation)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            JsonNode[] versions = [.. (await InputsAsync(mv, cancellation)).Select(input => input["record"]).OfType<JsonNode>()];
            if (versions.Any(version => (long)version["version"]! >= newest))
                return versions;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < FoldedWithin, $"version {newest} of {mv} was not folded within {FoldedWithin}: {string.Join(' ', versions.Select(version => version.ToJsonString()))}");
            await Task.Delay(Look, cancellation);
        }
    }

    private async Task<List<JsonNode>> InputsAsync(string mv, CancellationToken cancellation)
    {
        List<JsonNode> inputs = [];
        string? after = "";
        while (after is not null)
        {
            JsonNode page = await edge.GetAsync($"v1/mvs/{mv}/explain?limit=1000{(after.Length == 0 ? "" : $"&after={Uri.EscapeDataString(after)}")}", cancellation);
            inputs.AddRange(page["inputs"]!.AsArray().Select(input => input!));
            after = (string?)page["next"];
        }

        return inputs;
    }
}
