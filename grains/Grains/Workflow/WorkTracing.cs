using System.Diagnostics;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Grains.Workflow;

/// <summary>The grains' activities, where Orleans' own, one a call, do not say enough. Where nobody listens none is made.</summary>
internal static class WorkTracing
{
    private const string MvId = "media_analytics.mv.id", ImportId = "media_analytics.import.id", MediaHash = "media_analytics.media.sha256";

    private static readonly ActivitySource Source = new("MediaAnalytics.Grains");

    /// <summary>Work that the pump woke: the start of a trace of its own.</summary>
    public static Activity? Advance(string kind, string key) => Root($"advance {kind}").With(kind == "import" ? ImportId : MvId, key);

    /// <summary>
    /// A catalogue row on its way to its MV: the start of a trace of its own, with a link to the import's, since an import has thousands of them.
    /// </summary>
    public static Activity? Row(string import, string mv)
    {
        Activity? parent = Activity.Current;
        Activity? row = Root("import row").With(ImportId, import).With(MvId, mv);
        if (row is { IsAllDataRequested: true } && parent is not null)
            row.AddLink(new(parent.Context));
        return row;
    }

    /// <summary>The place in a trace that is now, to be remembered with work that comes of it; null where it is not kept.</summary>
    public static string? Here => Activity.Current is { Recorded: true } current ? current.Id : null;

    /// <summary>Links the grain call under way to where its work came from, and names its media.</summary>
    public static void CameFrom(string? place, string? media)
    {
        if (Activity.Current is not { IsAllDataRequested: true } current)
            return;
        current.With(MediaHash, media);
        if (ActivityContext.TryParse(place, null, out ActivityContext origin))
            current.AddLink(new(origin));
    }

    /// <summary>A decode, waiting for a slot included.</summary>
    public static Activity? Decode(string media) => Source.StartActivity("decode media").With(MediaHash, media);

    /// <summary>The decode has got its slot.</summary>
    public static void GotSlot(this Activity? decode, TimeSpan waited) => decode.With("media_analytics.decode.waited", waited.TotalSeconds);

    /// <summary>The decode has got its media file.</summary>
    public static void Fetched(this Activity? decode, TimeSpan took) => decode.With("media_analytics.decode.fetched", took.TotalSeconds);

    /// <summary>The decode gave so many seconds of sound, or failed.</summary>
    public static void Decoded(this Activity? decode, double seconds, string? code)
    {
        decode.With("media_analytics.decode.sound", seconds).With("error.type", code);
        if (code is not null)
            decode?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>A program of ffmpeg's. Its arguments, which hold a path, are not told.</summary>
    public static Activity? Program(string program, string container) =>
        Source.StartActivity(Path.GetFileName(program)).With("media_analytics.media.container", container);

    /// <summary>The program has ended.</summary>
    public static void Exited(this Activity? program, int status)
    {
        program.With("process.exit.code", status);
        if (status != 0)
            program?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>A partition's commit.</summary>
    public static Activity? Commit(int partition) => Source.StartActivity("commit partition").With("media_analytics.partition", partition);

    /// <summary>What the commit wrote: the facts after log offset <paramref name="before"/>, and a snapshot.</summary>
    public static void Committed(this Activity? commit, Manifest manifest, long before, long snapshotBytes)
    {
        if (commit is not { IsAllDataRequested: true })
            return;
        var written = manifest.Facts.Where(file => file.Last > before).ToList();
        commit
            .With("media_analytics.commit.rows", written.Sum(file => file.Rows))
            .With("media_analytics.commit.bytes", written.Sum(file => file.Bytes) + snapshotBytes);
    }

    private static Activity? Root(string name)
    {
        Activity.Current = null;
        return Source.StartActivity(name);
    }

    private static Activity? With<T>(this Activity? activity, string tag, T value) =>
        activity is { IsAllDataRequested: true } ? activity.SetTag(tag, value) : activity;
}
