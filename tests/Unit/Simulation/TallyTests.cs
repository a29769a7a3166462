using System.Text.Json;
using Sylvan.Data.Csv;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Simulation;

/// <summary>Holds <c>tally.json</c> against a second computation that shares no code with the first.</summary>
public sealed class TallyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(30, 5, 0)]
    [InlineData(7, 200, 1)] // several groups
    public async Task EqualsANaiveSecondComputation(int mvs, int days, int every)
    {
        var cancel = TestContext.Current.CancellationToken;
        await Simulations.WriteAsync(_folder["a"], Simulations.Small with { Mvs = mvs, Days = days, EveryHours = every });
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder["a"], "observations.jsonl"), cancel);
        var unique = lines.Distinct().Select(l => JsonDocument.Parse(l).RootElement).ToList();
        using var tally = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder["a"], "tally.json"), cancel));
        var root = tally.RootElement;

        Assert.Equal(lines.Length, root.GetProperty("readings").GetInt64());
        Assert.Equal(unique.Count, root.GetProperty("uniqueReadings").GetInt64());
        Assert.Equal(lines.Length - unique.Count, root.GetProperty("duplicateReadings").GetInt64());
        Assert.True(lines.Length > unique.Count, "No duplicate was planted.");
        Assert.True(root.GetProperty("lateReadings").GetInt64() > 0, "No late reading was planted.");
        Assert.True(root.GetProperty("purges").GetInt64() > 0, "No purge was planted.");

        var (genres, stories) = ReadCatalogue();
        Check(root.GetProperty("overall"), unique, genres.Count);
        foreach (var group in root.GetProperty("platform").EnumerateObject())
        {
            var rows = unique.Where(r => Text(r, "platform") == group.Name).ToList();
            Check(group.Value, rows, rows.Select(r => Text(r, "mv")).Distinct().Count());
        }
        CheckGroups(root.GetProperty("genre.declared"), unique, genres);
        CheckGroups(root.GetProperty("story.hasStory"), unique, stories);
    }

    private static void CheckGroups(JsonElement groups, List<JsonElement> readings, Dictionary<string, string> of)
    {
        Assert.Equal(of.Values.Distinct().Order(StringComparer.Ordinal), groups.EnumerateObject().Select(g => g.Name));
        foreach (var group in groups.EnumerateObject())
            Check(group.Value, readings.Where(r => of[Text(r, "mv")] == group.Name).ToList(), of.Count(m => m.Value == group.Name));
    }

    private static void Check(JsonElement sums, List<JsonElement> readings, int mvs)
    {
        var rows = readings.GroupBy(r => (Text(r, "mv"), Text(r, "platform")))
            .Select(g => g.OrderBy(r => Text(r, "observedAt"), StringComparer.Ordinal).ToList()).ToList();
        Assert.Equal(mvs, sums.GetProperty("mvs").GetInt64());
        Assert.Equal(rows.Sum(r => Net(r, "impressions") ?? 0), sums.GetProperty("impressions").GetInt64());
        Assert.Equal(rows.Sum(r => Net(r, "clicks") ?? 0), sums.GetProperty("clicks").GetInt64());
        var both = rows.Where(r => Net(r, "clicks") is not null && Net(r, "impressions") is not null).ToList();
        Assert.Equal(both.Sum(r => Net(r, "clicks")), sums.GetProperty("ctr").GetProperty("numerator").GetInt64());
        Assert.Equal(both.Sum(r => Net(r, "impressions")), sums.GetProperty("ctr").GetProperty("denominator").GetInt64());
        foreach (var counter in new[] { "views", "likes", "comments", "shares" })
        {
            Assert.Equal(rows.Sum(r => Net(r, counter) ?? 0), sums.GetProperty(counter).GetProperty("net").GetInt64());
            Assert.Equal(rows.Sum(r => Gross(r, counter)), sums.GetProperty(counter).GetProperty("gross").GetInt64());
        }
    }

    private static long? Net(List<JsonElement> row, string counter) => Values(row, counter) is { Count: > 0 } values ? values[^1] : null;

    // What net is, with every fall given back.
    private static long Gross(List<JsonElement> row, string counter)
    {
        var values = Values(row, counter);
        return (values.Count == 0 ? 0 : values[^1]) + values.Zip(values.Skip(1), (a, b) => a > b ? a - b : 0).Sum();
    }

    private static List<long> Values(List<JsonElement> row, string counter) =>
        row.Where(r => r.TryGetProperty(counter, out _)).Select(r => r.GetProperty(counter).GetInt64()).ToList();

    private static string Text(JsonElement reading, string name) => reading.GetProperty(name).GetString()!;

    private (Dictionary<string, string> Genres, Dictionary<string, string> Stories) ReadCatalogue()
    {
        var (genres, stories) = (new Dictionary<string, string>(), new Dictionary<string, string>());
        using var rows = CsvDataReader.Create(Path.Combine(_folder["a"], "catalogue.csv"));
        while (rows.Read())
        {
            genres.Add(rows.GetString(0), rows.GetString(7) is { Length: > 0 } genre ? genre : "unknown");
            stories.Add(rows.GetString(0), rows.GetString(8) is { Length: > 0 } story ? story : "unknown");
        }
        return (genres, stories);
    }
}
