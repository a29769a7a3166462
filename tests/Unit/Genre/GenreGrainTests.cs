using System.Net;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Genre.Serving;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Genre;

/// <summary>What the engine's refusals come to.</summary>
public sealed class GenreGrainTests
{
    private const string Artifact = "logmel/x";

    public static TheoryData<Exception, string> Refusals => new()
    {
        { new GenreContractException("another contract"), GenreFronts.NoSpectrogram },
        { new InvalidDataException("cut short"), GenreFronts.NoSpectrogram },
        { new TaskCanceledException("the engine stops"), GenreFronts.Stopping },
        { new GenreEngineBusyException(), GenreFronts.Busy },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task ARefusalIsAnOutcomeThatIsTriedAgain(Exception refusal, string code)
    {
        var artifacts = new MemoryArtifacts();
        var track = new LogMelTrack("older", 1, 1, 30, [new byte[1]]);
        await artifacts.WriteAsync(Artifact, (stream, stop) => Task.Run(() => track.Write(stream), stop), TestContext.Current.CancellationToken);
        IGenreEngine engine = ScriptedGrain.Create<IGenreEngine>((method, _) => method switch
        {
            "get_Model" => new GenreModel("m", ["pop"], "newer"),
            "get_Device" => "cpu",
            _ => Task.FromException<GenreRecognition>(refusal),
        });
        IGrainFactory grains = FakeGrains.Create(out FakeGrains fake);
        fake.With<IGenreModelsGrain>(static _ => new FakeModels());
        ILocalSiloDetails silo = ScriptedGrain.Create<ILocalSiloDetails>(
            static (method, _) => method == "get_SiloAddress" ? SiloAddress.New(IPAddress.Loopback, 1, 1) : "silo");
        using var serving = new ModelWatch(engine, artifacts, grains, silo, TimeProvider.System, NullLogger<ModelWatch>.Instance);
        await serving.StartAsync(TestContext.Current.CancellationToken);

        GenreOutcome outcome = await new GenreGrain(engine, serving, artifacts).ScoreAsync(Artifact, GenrePriority.Normal, atLeast: 0);
        await serving.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal((code, true, null), (outcome.Code, outcome.Retryable, outcome.Posterior));
    }
}
