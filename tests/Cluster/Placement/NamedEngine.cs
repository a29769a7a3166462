using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Tests.Cluster.Placement;

/// <summary>An engine that says which silo it is on in the place of a model's version.</summary>
internal sealed class NamedEngine(string silo) : IGenreEngine
{
    public GenreModel Model { get; } = new(silo, ["pop"], LogMelContract.Default.Id);

    public string Device => "cpu";

    public Task<GenreRecognition> ScoreAsync(LogMelTrack track, ScorePriority priority, CancellationToken cancellation) =>
        Task.FromResult(new GenreRecognition(new([1_000_000], 1), Model));

    public Task<GenreModel> LoadAsync(string? path, long sequence, CancellationToken cancellation) => Task.FromResult(Model);
}
