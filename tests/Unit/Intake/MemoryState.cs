using Orleans.Serialization;

namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>A grain's state in memory, copied at each write as a real store does, so that what was not written is lost with its activation.</summary>
internal sealed class MemoryState<T>(DeepCopier<T> copier) : IPersistentState<T>
    where T : class, new()
{
    private T? _stored;

    public T State { get; set; } = new();

    public string Etag => "";

    public bool RecordExists => _stored is not null;

    /// <summary>Called before each write; may throw.</summary>
    public Action? Writing { get; set; }

    public Task ClearStateAsync()
    {
        _stored = null;
        return Task.CompletedTask;
    }

    public Task ReadStateAsync()
    {
        State = _stored is null ? new() : copier.Copy(_stored);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync()
    {
        Writing?.Invoke();
        _stored = copier.Copy(State);
        return Task.CompletedTask;
    }
}
