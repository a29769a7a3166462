using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Tests.Unit.Models;

/// <summary>An engine that loads what its test lets it.</summary>
internal sealed class FakeEngine : IGenreEngine
{
    public GenreModel Model { get; private set; } = new("own", ["a", "b"], "c");

    public string Device => "cpu";

    /// <summary>What was asked for, in order.</summary>
    public List<string?> Loads { get; } = [];

    /// <summary>What the next load fails with.</summary>
    public Exception? Failure { get; set; }

    public Task<GenreRecognition> ScoreAsync(LogMelTrack track, ScorePriority priority, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<GenreModel> LoadAsync(string? path, long sequence, CancellationToken cancellation)
    {
        Loads.Add(path);
        if (Failure is { } failure) return Task.FromException<GenreModel>(failure);
        Model = Model with { Version = path ?? "own", Sequence = sequence };
        return Task.FromResult(Model);
    }
}
