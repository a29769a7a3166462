using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Genre.Serving;
using MediaAnalytics.Tests.Unit.Gateway.Dashboard;
using MediaAnalytics.Tests.Unit.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;

namespace MediaAnalytics.Tests.Unit.Models;

/// <summary>The real registry over a state in memory, with one silo that follows no order, or every one.</summary>
internal sealed class FakeModels : IGenreModelsGrain
{
    private static readonly DeepCopier<GenreModelsState> Copier =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<DeepCopier<GenreModelsState>>();

    private readonly GenreModelsGrain _grain;

    public FakeModels() => _grain = new(State, FakeGrains.Create(out _), Time, NullLogger<GenreModelsGrain>.Instance);

    public MemoryState<GenreModelsState> State { get; } = new(Copier);

    public HandTime Time { get; } = new();

    public bool Follows { get; set; }

    public ServingModel Serving => State.State.Serving;

    public Task<ServingModel> ServeAsync(string? artifact, string? version, string by) => _grain.ServeAsync(artifact, version, by);

    public Task<ModelAnswer> RegisterAsync(RegisteredModel model, bool serve) => _grain.RegisterAsync(model, serve);

    public Task<ModelAnswer> PromoteAsync(string version, string by) => _grain.PromoteAsync(version, by);

    public Task<ModelAnswer> RollBackAsync(long? from, string by) => _grain.RollBackAsync(from, by);

    public Task<ModelAnswer> RemoveAsync(string version) => _grain.RemoveAsync(version);

    public Task<ServingModel> ReportAsync(ModelReport report) => _grain.ReportAsync(report);

    public async Task<ModelsStatus> GetAsync()
    {
        await _grain.ReportAsync(
            Follows ? new("a", "cpu", Serving.Version ?? "own", Serving.Sequence, Serving.Sequence, null) : new("a", "cpu", "own", 0, Serving.Sequence, "no"));
        return await _grain.GetAsync();
    }
}
