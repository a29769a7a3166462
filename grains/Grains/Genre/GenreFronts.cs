namespace MediaAnalytics.Grains.Genre;

/// <summary>The fronts of the accelerators, one a silo, and what they answer.</summary>
internal static class GenreFronts
{
    /// <summary>Code of the outcome when no silo has an accelerator: the work waits.</summary>
    public const string NoAccelerator = "genre.noAccelerator";

    /// <summary>Code of the outcome when the accelerator's queue is full: the work waits.</summary>
    public const string Busy = "genre.busy";

    /// <summary>Code of the outcome when the decoded track is missing, damaged or of another version of the program: it is decoded again.</summary>
    public const string NoSpectrogram = "genre.noSpectrogram";

    /// <summary>Code of the outcome when the accelerator's silo has an older model than is asked for: the work waits.</summary>
    public const string OlderModel = "genre.olderModel";

    /// <summary>Code of the outcome when the accelerator's silo stops with the track in its queue: the work waits.</summary>
    public const string Stopping = "genre.stopping";

    /// <summary>Whether a code means waiting, which is never given up, rather than failing.</summary>
    public static bool Waits(string? code) => code is NoAccelerator or Busy or OlderModel or Stopping;

    /// <summary>Key of a silo's front.</summary>
    public static string Of(SiloAddress silo) => silo.ToParsableString();
}
