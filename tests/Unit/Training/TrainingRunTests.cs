using System.Globalization;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.Training;
using MediaAnalytics.Silo.Verbs;
using MediaAnalytics.Tests.Unit.Inference;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Training;

/// <summary>What is refused before anything is learnt, and what a run makes.</summary>
[Collection(OneTorch.Name)]
public sealed class TrainingRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("none/a.model", "a.checkpoint", "none to write a.model to. Make it first.")]
    [InlineData("a.model", "none/a.checkpoint", "none to write a.checkpoint to. Make it first.")]
    public async Task A_folder_to_write_to_that_is_not_there_is_told_before_anything_is_read(string output, string checkpoint, string told) =>
        Assert.EndsWith(told, await RefusalAsync(Request() with { Output = Path.Combine(_folder, output), Checkpoint = Path.Combine(_folder, checkpoint) }), StringComparison.Ordinal);

    [Fact]
    public async Task Genres_that_no_model_could_hold_are_told_before_the_training()
    {
        Write("rock", new string('x', 20_001));
        Assert.Contains("No model can be made of these genres: its labels are over 20000 characters", await RefusalAsync(Request()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", null, "The data has no split 'none', only: test")]
    [InlineData(" , ", null, "--train-split names nothing")]
    [InlineData(null, ",", "--valid-split names nothing")]
    public async Task Split_names_that_would_have_all_learnt_from_are_refused(string? train, string? valid, string told)
    {
        Write("rock", "jazz");
        Assert.StartsWith(told, await RefusalAsync(Request() with { TrainSplits = train, ValidSplits = valid }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_are_all_to_test_are_not_learnt_from()
    {
        Write("rock", "jazz");
        Assert.Contains("at least two genres", await RefusalAsync(Request()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_given_twice_is_refused() =>
        Assert.Contains("is given twice", await RefusalAsync(Request() with { Also = [_folder + Path.DirectorySeparatorChar] }), StringComparison.Ordinal);

    [Fact]
    public async Task The_variant_asked_for_is_made_and_a_test_part_is_parted_from_and_judged_once()
    {
        string[] tracks = ["blues,train,A", "jazz,train,B", "blues,train,", "jazz,train,D", "blues,train,judged", "jazz,valid,E", "blues,test,Judged", "jazz,test,F", "jazz,excluded,"];
        File.WriteAllBytes(Path.Combine(_folder, "logmel.u8"), [.. tracks.SelectMany((_, i) => TinyModel.Levels(i % 2, i))]);
        File.WriteAllLines(Path.Combine(_folder, "index.csv"), ["row,clip,genre,split,artistGroup", .. tracks.Select((track, i) => string.Create(CultureInfo.InvariantCulture, $"{i},c{i},{track}"))]);
        string file = Path.Combine(_folder, "a.model");
        Assert.Equal(0, await TrainVerb.Create().Parse(["--data", _folder, "--out", file, "--parts", "a", "--networks", "1", "--epochs", "1", "--crops", "1"])
            .InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        var made = GenreModelFile.Read(file, LogMelContract.Default).Header;
        Assert.Equal(DcnnSsaParts.None, made.Shape.Parts);
        Assert.Equal((4, 2), (made.Card!.Train, made.Card.Valid));
        Assert.Equal(
            "learnt from train, judged by test, valid; figures of test; leakage: none found for 2 judged tracks (test); the artist of 0 of these and of 1 of 4 learnt from is unknown", made.Card.Split);
    }

    private static async Task<string> RefusalAsync(TrainingRequest request) =>
        (await Assert.ThrowsAsync<DataSetException>(() => TrainingRun.RunAsync(request, TestContext.Current.CancellationToken))).Message;

    private TrainingRequest Request() => new(
        _folder, Path.Combine(_folder, "a.model"), "a", null, null, Path.Combine(_folder, "a.checkpoint"), false, TinyModel.Options with { Epochs = 1 });

    private void Write(params string[] genres)
    {
        var levels = new byte[genres.Length * LogMelContract.Default.ClipBytes];
        new Random(1).NextBytes(levels);
        File.WriteAllBytes(Path.Combine(_folder, "logmel.u8"), levels);
        File.WriteAllLines(Path.Combine(_folder, "index.csv"), ["row,clip,genre,split", .. genres.Select((genre, i) => string.Create(CultureInfo.InvariantCulture, $"{i},c{i},{genre},{(genre.Length > 4 || genres[1].Length > 4 ? "" : "test")}"))]);
    }
}
