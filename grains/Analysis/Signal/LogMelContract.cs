using System.Globalization;

namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// How sound becomes the bytes a genre model is fed. A model states the contract it was trained under, a track the one it was made under;
/// the two must be the same. The defaults are the contract of the GTZAN log-mel set.
/// </summary>
/// <remarks>
/// Frames are centred on multiples of <see cref="HopLength"/> (zeros beyond both ends). Per clip: power spectrum of a periodic Hann
/// window → bands of <see cref="Scale"/> → 10·lg(max(S, 1e-10)) − its maximum, floor at <see cref="FloorDecibels"/> →
/// byte = round(255 · (dB − min) / (max − min)).
/// </remarks>
public sealed record LogMelContract
{
    /// <summary>The contract of the shipped model.</summary>
    public static LogMelContract Default { get; } = new();

    /// <summary>Samples a second of the mono sound; Hz. Default 22,050.</summary>
    public int SampleRate { get; init; } = 22_050;

    /// <summary>Samples of a frame's window and transform; a power of two. Default 2,048.</summary>
    public int FftSize { get; init; } = 2_048;

    /// <summary>Samples between the centres of neighbouring frames. Default 914 (41.4 ms).</summary>
    public int HopLength { get; init; } = 914;

    /// <summary>Bands, of mels or of <see cref="Scale"/>'s other kinds. Default 128.</summary>
    public int MelBands { get; init; } = 128;

    /// <summary>How the bands lie. Default Slaney's mels; <see cref="BandScale.Linear"/> makes a plain short-time spectrum of the same shape.</summary>
    public BandScale Scale { get; init; }

    /// <summary>Lower edge of the lowest band; Hz. Default 0.</summary>
    public double MinHz { get; init; }

    /// <summary>Upper edge of the highest band; Hz. Default 11,025.</summary>
    public double MaxHz { get; init; } = 11_025;

    /// <summary>Lowest level kept, relative to the clip's maximum; dB. Default −80.</summary>
    public double FloorDecibels { get; init; } = -80;

    /// <summary>Samples of a clip. Default 661,500 (30 s).</summary>
    public int ClipSamples { get; init; } = 661_500;

    /// <summary>First frame kept of a clip. Default 3 (0.12 s), as in the training set.</summary>
    public int FirstFrame { get; init; } = 3;

    /// <summary>Frames kept of a clip. Default 721 (up to 29.97 s).</summary>
    public int Frames { get; init; } = 721;

    /// <summary>Bytes of one clip: <see cref="MelBands"/> × <see cref="Frames"/>.</summary>
    public int ClipBytes => MelBands * Frames;

    /// <summary>A stable name that differs whenever anything above does.</summary>
    public string Id => string.Create(
        CultureInfo.InvariantCulture,
        $"logmel1-sr{SampleRate}-fft{FftSize}-hop{HopLength}-mel{MelBands}{ScaleName}{MinHz}to{MaxHz}-floor{-FloorDecibels}-clip{ClipSamples}-frames{FirstFrame}n{Frames}");

    private string ScaleName => Scale switch
    {
        BandScale.Linear => "linear",
        BandScale.Htk => "htk",
        _ => "slaney",
    };
}
