using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Grains.Genre.Serving;

/// <summary>Has an engine load the model that is to serve. One caller at a time.</summary>
internal sealed class ModelFollower(IGenreEngine engine, IArtifactStore artifacts)
{
    private long? refused;

    /// <summary>The newest order that it has tried to follow.</summary>
    public long Tried { get; private set; }

    /// <summary>Why the model of that order does not serve; null where it does.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether what it could do for that order is done: it serves, or its file can't be used.</summary>
    public bool IsSettled => Fault is null || refused == Tried;

    /// <summary>
    /// Loads the model of an order, unless it serves already. A file that can't be used is not tried again until there is another order; any other trouble is, at the
    /// next call. The model that served serves on in both cases.
    /// </summary>
    public async Task FollowAsync(ServingModel order, CancellationToken cancellation)
    {
        Tried = order.Sequence;
        if (order.Sequence == engine.Model.Sequence)
        {
            Fault = null;
            return;
        }

        if (order.Sequence == refused)
            return;

        try
        {
            Fault = await LoadAsync(order, cancellation);
        }
        catch (GenreModelException unusable)
        {
            (refused, Fault) = (order.Sequence, unusable.Message);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            Fault = $"{failed.Message} It is tried again.";
        }
    }

    /// <summary>
    /// Loads the model before an order whose file can't be used, where the engine has none but its own: a silo that starts then serves what the others
    /// serve on with.
    /// </summary>
    public async Task FallBackAsync(ServingModel? previous, CancellationToken cancellation)
    {
        if (refused != Tried || engine.Model.Sequence != 0 || previous is not { Artifact: not null })
            return;

        try
        {
            await LoadAsync(previous, cancellation);
        }
        catch (GenreModelException)
        {
            // Neither can be used: the engine's own serves, and the fault of the newer one stands.
        }
    }

    private async Task<string?> LoadAsync(ServingModel order, CancellationToken cancellation)
    {
        if (order.Artifact is not { } artifact)
        {
            await engine.LoadAsync(null, order.Sequence, cancellation);
            return null;
        }

        await using ILocalFileLease? file = await artifacts.LeaseLocalFileAsync(artifact, cancellation);
        if (file is null)
            return $"The file {artifact} of model {order.Version} is missing in the artifact store. Upload it again.";

        await engine.LoadAsync(file.Path, order.Sequence, cancellation);
        return null;
    }
}
