using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Grains.Catalogue.Importing;

namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>An import that goes on by itself, one call after the other, as the pump would have it; it may be held.</summary>
internal sealed class FakeImport(Func<ImportWork> make, MemoryState<ImportGrainState> state, Task held) : IImportGrain
{
    private readonly Lazy<ImportWork> _work = new(make);
    private Task _pump = Task.CompletedTask;

    public async Task<ImportStatus> StartAsync(ImportRequest request)
    {
        ImportStatus status = await _work.Value.StartAsync(request);
        if (_pump.IsCompleted) _pump = PumpAsync();
        return status;
    }

    public Task<ImportStatus?> GetAsync() => Task.FromResult(state.State.Status);

    public Task AdvanceAsync() => _work.Value.AdvanceAsync();

    private async Task PumpAsync()
    {
        await held;
        while (state.State.DueAt is not null) await AdvanceAsync();
    }
}
