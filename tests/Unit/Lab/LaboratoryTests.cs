using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.Lab;
using MediaAnalytics.Tests.Unit.Inference;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Lab;

[Collection(OneTorch.Name)]
public sealed class LaboratoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lab-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_laboratory_that_was_stopped_ends_with_the_figures_of_one_that_never_was()
    {
        MakeSet();
        Assert.Equal(0, await LabRun.RunAsync(Request("whole"), Cancellation));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var request = Request("stopped");
        var stopped = new Laboratory(request, [await LabSets.ReadAsync(request.Data[0], request, Cancellation)], new LabFiles(request.Output));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.RunAsync(stop.Token, (task, _) =>
        {
            if (task.Method == LabMethods.Whole) stop.Cancel();
        }));
        string fits = Path.Combine(request.Output, "fits");
        Assert.Single(Directory.GetFiles(fits, "*.json"));
        Assert.Single(Directory.GetFiles(fits, "*.checkpoint"));
        Assert.Equal(0, await LabRun.RunAsync(Request("stopped"), Cancellation));
        Assert.Empty(Directory.GetFiles(fits, "*.checkpoint"));
        Assert.Equal(Figures("whole"), Figures("stopped"));
        Assert.Contains("| (a) plain | mel |", await File.ReadAllTextAsync(Path.Combine(_folder, "whole", "report.md"), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Techniques_stand_beside_the_usual_network_and_another_set_is_learnt_from()
    {
        MakeSet();
        MakeSet("other", ["low", "high", "neither"]);
        var request = Request("lab") with { Methods = ["no-mixup", LabTechnique.Summary, LabTechnique.OtherSets] };
        Assert.Equal(0, await LabRun.RunAsync(request with { Data = [.. request.Data, Path.Combine(_folder, "other")] }, Cancellation));
        string report = await File.ReadAllTextAsync(Path.Combine(_folder, "lab", "report.md"), Cancellation);
        Assert.All(
            ["| mixup |", "| the other sets' tracks of shared genres (and so more steps) |", "| a summary of timbre and rhythm instead of convolutions |", "| the summary network beside it, answering together |", "| nine tiles a clip when judged (against one) |"],
            line => Assert.Contains(line, report, StringComparison.Ordinal));
        Assert.DoesNotContain("| (c) without: mixup |", report, StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(Path.Combine(_folder, "lab", "fits")), file => Path.GetFileName(file) == "tiny.artists.valid.other-sets.mel.1.json");
    }

    [Fact]
    public async Task Results_of_other_settings_are_not_mixed_in()
    {
        MakeSet();
        var request = Request("lab") with { Methods = ["a"] };
        await LabRun.RunAsync(request, Cancellation);
        var refusal = await Assert.ThrowsAsync<DataSetException>(() => LabRun.RunAsync(request with { Options = request.Options with { Epochs = 3 } }, Cancellation));
        Assert.Contains("--out", refusal.Message, StringComparison.Ordinal);
        refusal = await Assert.ThrowsAsync<DataSetException>(() => LabRun.RunAsync(request with { Methods = ["x"] }, Cancellation));
        Assert.Contains("--methods", refusal.Message, StringComparison.Ordinal);
    }

    private LabRequest Request(string folder) => new(
        [Path.Combine(_folder, "tiny")], Path.Combine(_folder, folder), null, false, ["a", LabMethods.Whole], 1, TinyModel.Options with { Epochs = 2 });

    private string[] Figures(string folder) =>
        [.. File.ReadAllLines(Path.Combine(_folder, folder, "table.csv")).Select(line => string.Join(',', line.Split(',').Where((_, column) => column != 10)))];

    private void MakeSet() => MakeSet("tiny", ["low", "high"]);

    /// <summary>A log-mel set of 24 clips, 16 to learn from.</summary>
    private void MakeSet(string name, string[] genres)
    {
        string set = Path.Combine(_folder, name);
        Directory.CreateDirectory(set);
        using var levels = File.Create(Path.Combine(set, "logmel.u8"));
        using var index = File.CreateText(Path.Combine(set, "index.csv"));
        index.WriteLine("row,clip,genre,split,artistGroup");
        for (int i = 0; i < 24; i++)
        {
            levels.Write(TinyModel.Levels(i % 2, 100 + i));
            index.WriteLine($"{i},clip{i},{genres[i % genres.Length]},{(i < 16 ? "train" : "valid")},{name} artist{i}");
        }
    }
}
