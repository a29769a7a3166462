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

    [Fact]
    public async Task Why_one_fit_failed_is_told_though_another_was_stopped_by_it()
    {
        MakeSet();
        var request = Request("lab") with { Workers = 2 };
        request = request with { Options = request.Options with { Epochs = 50 } };
        Directory.CreateDirectory(Path.Combine(_folder, "lab", "fits"));
        File.WriteAllText(Path.Combine(_folder, "lab", "fits", "tiny.artists.valid.e.mel.1.checkpoint"), "broken");
        var refusal = await Assert.ThrowsAsync<DataSetException>(() => LabRun.RunAsync(request, Cancellation));
        Assert.Contains("tiny.artists.valid.e.mel.1.checkpoint", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folds_of_unknown_artists_are_not_called_honest()
    {
        MakeSet("nameless", ["low", "high"], "row,clip,genre");
        Assert.Equal(0, await LabRun.RunAsync(Request("lab") with { Data = [Path.Combine(_folder, "nameless")], Methods = [LabMethods.Svm] }, Cancellation));
        string report = await File.ReadAllTextAsync(Path.Combine(_folder, "lab", "report.md"), Cancellation);
        Assert.Contains("## nameless: four folds by artist\n\n24 tracks judged, 2 genres. Leakage: none found for 24 judged tracks (4 folds together); the artist of 24 of these and of 72 of 72 learnt from is unknown. **With so many artists unknown", report, StringComparison.Ordinal);

        File.WriteAllLines(Path.Combine(_folder, "artists.csv"), ["clip,artist", .. Enumerable.Range(0, 24).Select(i => $"clip{i},artist {i / 2}")]);
        File.WriteAllLines(Path.Combine(_folder, "train_filtered.txt"), [.. Enumerable.Range(0, 12).Select(i => $"clip{i}.wav")]);
        File.WriteAllLines(Path.Combine(_folder, "valid_filtered.txt"), [.. Enumerable.Range(12, 6).Select(i => $"clip{i}.wav")]);
        File.WriteAllLines(Path.Combine(_folder, "test_filtered.txt"), [.. Enumerable.Range(18, 4).Select(i => $"clip{i}.wav")]);
        Assert.Equal(0, await LabRun.RunAsync(
            Request("lists") with { Data = [Path.Combine(_folder, "nameless")], Methods = [LabMethods.Svm], Artists = Path.Combine(_folder, "artists.csv"), Lists = _folder }, Cancellation));
        report = await File.ReadAllTextAsync(Path.Combine(_folder, "lists", "report.md"), Cancellation);
        Assert.Contains("## nameless: artists parted (the set's own split or folds)\n\n6 tracks judged, 2 genres. Leakage: none found for 6 judged tracks (one part).\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_of_other_data_are_refused_before_any_sound_is_read()
    {
        MakeSet();
        File.WriteAllLines(Path.Combine(_folder, "artists.csv"), ["clip,artist", "none,a"]);
        foreach (string file in new[] { "train_filtered.txt", "valid_filtered.txt", "test_filtered.txt" }) File.WriteAllText(Path.Combine(_folder, file), $"blues/{file}.wav\n");
        Assert.StartsWith("None of the clips in", (await Assert.ThrowsAsync<DataSetException>(() => LabRun.RunAsync(Request("lab") with { Artists = Path.Combine(_folder, "artists.csv") }, Cancellation))).Message, StringComparison.Ordinal);
        Assert.StartsWith("None of the clips of the fault-filtered lists", (await Assert.ThrowsAsync<DataSetException>(() => LabRun.RunAsync(Request("lab") with { Lists = _folder }, Cancellation))).Message, StringComparison.Ordinal);
    }

    private LabRequest Request(string folder) => new(
        [Path.Combine(_folder, "tiny")], Path.Combine(_folder, folder), null, false, ["a", LabMethods.Whole], 1, TinyModel.Options with { Epochs = 2 });

    private string[] Figures(string folder) =>
        [.. File.ReadAllLines(Path.Combine(_folder, folder, "table.csv")).Select(line => string.Join(',', line.Split(',').Where((_, column) => column != 10)))];

    private void MakeSet() => MakeSet("tiny", ["low", "high"]);

    /// <summary>A log-mel set of 24 clips, 16 to learn from.</summary>
    private void MakeSet(string name, string[] genres, string columns = "row,clip,genre,split,artistGroup")
    {
        string set = Path.Combine(_folder, name);
        Directory.CreateDirectory(set);
        using var levels = File.Create(Path.Combine(set, "logmel.u8"));
        using var index = File.CreateText(Path.Combine(set, "index.csv"));
        index.WriteLine(columns);
        for (int i = 0; i < 24; i++)
        {
            levels.Write(TinyModel.Levels(i % 2, 100 + i));
            string line = $"{i},clip{i},{genres[i % genres.Length]},{(i < 16 ? "train" : "valid")},{name} artist{i}";
            index.WriteLine(string.Join(',', line.Split(',').Take(columns.Split(',').Length)));
        }
    }
}
