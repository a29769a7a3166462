namespace MediaAnalytics.Inference.Batching;

/// <summary>
/// The model that serves, and those that it followed and that tracks still end with. Taking over may come from any thread; all else is the engine thread's, which
/// disposes them.
/// </summary>
internal sealed class ModelSlot
{
    private readonly object _gate = new();
    private readonly List<LoadedModel> _former = [];
    private readonly HashSet<ScoreRequest> _begun = [];
    private LoadedModel? _serving;
    private bool _ended;

    /// <summary>The model that begins the next track; null before the first.</summary>
    public LoadedModel? Serving => Volatile.Read(ref _serving);

    /// <summary>Makes a model serve from the next track on.</summary>
    /// <returns>False where the engine has ended; the model is the caller's then.</returns>
    public bool TryTakeOver(LoadedModel model)
    {
        lock (_gate)
        {
            if (_ended) return false;
            if (_serving is not null) _former.Add(_serving);
            Volatile.Write(ref _serving, model);
            return true;
        }
    }

    /// <summary>Begins a track with the model that serves.</summary>
    public void Begin(ScoreRequest request)
    {
        request.Begin(Serving!);
        _begun.Add(request);
    }

    /// <summary>Disposes the former models that no track ends with any more.</summary>
    public void Tidy()
    {
        _begun.RemoveWhere(request => request.Done.Task.IsCompleted);
        lock (_gate)
        {
            foreach (var model in _former.Where(model => !_begun.Any(request => request.Model == model)).ToArray())
            {
                _former.Remove(model);
                model.Dispose();
            }
        }
    }

    /// <summary>Disposes them all; none takes over any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            foreach (var model in _former) model.Dispose();
            _former.Clear();
            _serving?.Dispose();
        }
    }
}
