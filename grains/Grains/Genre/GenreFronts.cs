using System.IO.Hashing;
using System.Text;

namespace MediaAnalytics.Grains.Genre;

/// <summary>Which front of the accelerators scores a media file.</summary>
internal static class GenreFronts
{
    /// <summary>How many fronts there are; more than accelerator silos, so that every silo gets some.</summary>
    public const int Count = 16;

    /// <summary>Code of the outcome when no silo has an accelerator: the work waits.</summary>
    public const string NoAccelerator = "genre.noAccelerator";

    /// <summary>Code of the outcome when the accelerator's queue is full: the work waits.</summary>
    public const string Busy = "genre.busy";

    /// <summary>Code of the outcome when the decoded track is missing or damaged: it is decoded again.</summary>
    public const string NoSpectrogram = "genre.noSpectrogram";

    /// <summary>Code of the outcome when the accelerator's silo has an older model than is asked for: the work waits.</summary>
    public const string OlderModel = "genre.olderModel";

    /// <summary>Whether a code means waiting, which is never given up, rather than failing.</summary>
    public static bool Waits(string? code) => code is NoAccelerator or Busy or OlderModel;

    /// <summary>The front of a media file.</summary>
    public static long Of(string media) => XxHash32.HashToUInt32(Encoding.ASCII.GetBytes(media)) % Count;
}
