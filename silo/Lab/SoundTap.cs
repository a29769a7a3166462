using System.Buffers;
using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Silo.Lab;

/// <summary>Makes of a track's sound, as it is decoded, what log-mels do not hold. One track after the other, one caller at a time.</summary>
internal sealed class SoundTap
{
    private static readonly LogMelContract Plain = LogMelContract.Default with { Scale = BandScale.Linear };
    private readonly LogMelFrontEnd _frontEnd = new(Plain);
    private readonly SoundFeatures _features = new();
    private readonly ArrayBufferWriter<float> _samples = new(Plain.ClipSamples);

    /// <summary>Takes samples of the track; those after the first clip are passed over.</summary>
    public void Append(ReadOnlySpan<float> samples) => _samples.Write(samples[..Math.Min(samples.Length, Plain.ClipSamples - _samples.WrittenCount)]);

    /// <summary>Ends the track: its first clip's plain spectrogram, and its features; both null where no sound came. A shorter track is repeated to fill the clip.</summary>
    public (byte[]? Stft, float[]? Features) Take()
    {
        if (_samples.WrittenCount == 0) return (null, null);
        var builder = new LogMelTrackBuilder(_frontEnd, 1);
        builder.Append(_samples.WrittenSpan);
        var made = (builder.Build().Clips[0].ToArray(), _features.Of(_samples.WrittenSpan));
        Clear();
        return made;
    }

    /// <summary>Ends the track without a word of it.</summary>
    public void Clear() => _samples.Clear();
}
