using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MediaAnalytics.Silo.Verbs;
using MediaAnalytics.Tests.Unit.Inference;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Verbs;

/// <summary>docs/model-card.md against the shipped file.</summary>
[Collection(OneTorch.Name)]
public sealed class ModelCardTests
{
    /// <summary>Another processor rounds differently: points that a figure may be off by.</summary>
    private const double Points = 1;

    [Theory]
    [InlineData("gtzan-logmel", "train", @"(?<accuracy>[\d.]+) % \([\d.]+ to [\d.]+, `train`, n (?<n>\d+)\)")]
    [InlineData("audio", null, @"(?<accuracy>[\d.]+) % \([\d.]+ to [\d.]+\), n (?<n>\d+); calibration error (?<calibration>[\d.]+) %")]
    public async Task Its_figures_are_what_evaluate_says_of_the_shipped_file(string data, string? split, string figures)
    {
        string folder = Path.Combine(SharedData.Folder, "data", data);
        Assert.SkipUnless(Directory.Exists(folder), $"there are no data at {folder}; set {SharedData.Variable} to the folder that holds data/");
        string card = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "model-card.md"), TestContext.Current.CancellationToken);
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(0, await EvaluateVerb.RunAsync(new EvaluateRequest(folder, split, null, null, null, Json: true, null), output, TestContext.Current.CancellationToken));
        var told = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Contains($"`{told.GetProperty("model").GetString()}`", card, StringComparison.Ordinal);
        var stated = Assert.Single(Regex.Matches(card, figures));
        Assert.Equal(stated.Groups["n"].Value, told.GetProperty("nKnown").GetRawText());
        Near(stated.Groups["accuracy"], told.GetProperty("accuracy"));
        if (stated.Groups["calibration"].Success) Near(stated.Groups["calibration"], told.GetProperty("calibrationError"));
    }

    private static void Near(Group stated, JsonElement told)
    {
        double points = double.Parse(stated.Value, CultureInfo.InvariantCulture);
        Assert.InRange(100 * told.GetDouble(), points - Points, points + Points);
    }
}
