using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.Artifacts;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <inheritdoc cref="IImportGrain"/>
[RunsOn(SiloRoles.Core)]
internal sealed class ImportGrain(
    [PersistentState("import", "state")] IPersistentState<ImportGrainState> stored,
    IArtifactStore artifacts,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<ImportGrain> logger) : Grain, IImportGrain
{
    private ImportWork? _work;

    private ImportWork Work => _work ??= new(this.GetPrimaryKeyString(), stored, artifacts, grains, time, logger, DeactivateOnIdle);

    public Task<ImportStatus> StartAsync(ImportRequest request) => Work.StartAsync(request);

    public Task<ImportStatus?> GetAsync() => Task.FromResult(stored.State.Status);

    public Task AdvanceAsync() => Work.AdvanceAsync();

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_work is { } work) await work.DisposeAsync();
    }
}
