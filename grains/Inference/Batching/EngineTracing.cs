using System.Diagnostics;

namespace MediaAnalytics.Inference.Batching;

/// <summary>
/// The engine's activities: one of each request, which is a part of its caller's trace, and one of each batch, which serves many and so begins a trace of
/// its own. Links lead both ways. Where nobody listens, or no request of a batch is kept, none is made.
/// </summary>
internal static class EngineTracing
{
    private const string Waited = "media_analytics.inference.waited", Tiles = "media_analytics.inference.tiles";

    private static readonly ActivitySource Source = new("MediaAnalytics.Inference");

    /// <summary>A request, from the queue to its posterior.</summary>
    public static Activity? Begin(ScoreRequest request)
    {
        Activity? activity = Source.StartActivity("score track");
        if (activity is { IsAllDataRequested: true })
            activity.SetTag("media_analytics.inference.clips", request.Clips);
        return activity;
    }

    /// <summary>A batch of tiles. Called on the engine's thread, which has no activity of its own.</summary>
    public static Activity? Batch(IReadOnlyCollection<ScoreRequest> tiles)
    {
        ScoreRequest[] requests = [.. tiles.Where(static request => request.Activity is { Recorded: true }).Distinct()];
        if (requests.Length == 0)
            return null;
        Activity? batch = Source.StartActivity(
            "score batch", ActivityKind.Internal, parentContext: default, links: requests.Select(static request => new ActivityLink(request.Activity!.Context)));
        if (batch is null)
            return null;
        batch.SetTag(Tiles, tiles.Count);
        foreach (ScoreRequest request in requests)
        {
            Activity own = request.Activity!;
            own.AddLink(new(batch.Context));
            if (own.GetTagItem(Waited) is null)
                own.SetTag(Waited, (batch.StartTimeUtc - own.StartTimeUtc).TotalSeconds).SetTag(Tiles, request.Tiles);
        }

        return batch;
    }
}
