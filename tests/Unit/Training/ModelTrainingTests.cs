using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.Summary;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.Training;
using MediaAnalytics.Tests.Unit.Inference;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Training;

[Collection(OneTorch.Name)]
public sealed class ModelTrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("training-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Networks_that_train_beside_each_other_become_what_they_become_one_after_the_other()
    {
        var alone = await Training(Request("alone", workers: 1)).RunAsync(Cancellation);
        var beside = await Training(Request("beside", workers: 3)).RunAsync(Cancellation);
        AssertSame(alone, beside);

        // One of each kind learnt something of its own.
        var members = MemberWeights.Split(alone, 3).ToArray();
        Assert.Equal(members[0].Select(t => t.Name), members[1].Select(t => t.Name));
        Assert.NotEqual(members[0][0].Values, members[1][0].Values);
        Assert.NotEqual(members[0].Select(t => t.Name), members[2].Select(t => t.Name));
    }

    [Fact]
    public async Task A_stopped_training_resumes_to_the_same_model()
    {
        var whole = await Training(Request("whole", workers: 1)).RunAsync(Cancellation);
        var request = Request("stopped", workers: 1);
        // As after a stop when one network was done and the others had not begun.
        await Training(request with { Members = 1, Summaries = 0 }).RunAsync(Cancellation);
        File.Move(request.Checkpoint, request.Checkpoint + ".0");
        AssertSame(whole, await Training(request with { Resume = true }).RunAsync(Cancellation));
    }

    [Fact]
    public async Task A_summary_network_tells_low_from_high_and_survives_silence()
    {
        var request = Request("summary", workers: 1) with { Members = 0, Summaries = 1 };
        var tracks = Tracks();
        tracks.Add(new GenreTrack("silence", "low", "", "", new LogMelTrack(LogMelContract.Default.Id, 128, 721, 30, [new byte[LogMelContract.Default.ClipBytes]])));
        var weights = await new ModelTraining(request, Header(request), tracks, [], []).RunAsync(Cancellation);
        Assert.All(weights, t => Assert.All(t.Values, v => Assert.True(float.IsFinite(v), t.Name)));
        Assert.Equal(1, ModelJudge.Of(Header(request), weights, tracks[..^1]).Figures.Accuracy);
    }

    private static void AssertSame(IReadOnlyList<NamedTensor> expected, IReadOnlyList<NamedTensor> actual) =>
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Name, pair.Second.Name);
            Assert.Equal(pair.First.Values, pair.Second.Values);
        });

    private static ModelTraining Training(TrainingRequest request) => new(request, Header(request), Tracks(), [], []);

    private static List<GenreTrack> Tracks() => Enumerable.Range(0, 12)
        .Select(i => new GenreTrack($"t{i}", i % 2 == 0 ? "low" : "high", "", "", TinyModel.Track(i % 2, 40 + i))).ToList();

    private static GenreModelHeader Header(TrainingRequest request) => new(
        "tiny", ["high", "low"], LogMelContract.Default, request.Options.Shape, request.Options.Tiles, "", request.Members, request.Summaries, new SummaryShape(8, 8, 4, 6),
        Network: DcnnSsaNetwork.Wiring);

    private TrainingRequest Request(string name, int workers) => new(
        "", "", "tiny", null, null, Path.Combine(_folder, name), false, TinyModel.Options with { Epochs = 3 }) { Members = 2, Summaries = 1, Workers = workers };
}
