using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Tests.Unit.Models;

/// <summary>A registry that takes orders, with one silo that follows none.</summary>
internal sealed class FakeModels : IGenreModelsGrain
{
    public ServingModel Serving { get; private set; } = ServingModel.None;

    public Task<ServingModel> ServeAsync(string? artifact, string? version, string by)
    {
        if (artifact != Serving.Artifact) Serving = new(Serving.Sequence + 1, artifact, version, DateTimeOffset.UnixEpoch, by);
        return Task.FromResult(Serving);
    }

    public Task<ServingModel> ReportAsync(ModelReport report) => Task.FromResult(Serving);

    public Task<ModelsStatus> GetAsync() =>
        Task.FromResult(new ModelsStatus(Serving, null, [new("a", "cpu", "own", 0, Serving.Sequence, "no", DateTimeOffset.UnixEpoch)]));
}
