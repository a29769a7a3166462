using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Inference.Training;

/// <summary>The clips' mean spectra, to move one towards another of its label. Not thread-safe.</summary>
internal sealed class Timbres
{
    private const float Spread = 64;
    private readonly IReadOnlyList<TrainingClip> _clips;
    private readonly float[][] _means;
    private readonly int[][] _ofLabel;
    private readonly float[] _way;

    public Timbres(IReadOnlyList<TrainingClip> clips, LogMelContract contract)
    {
        _clips = clips;
        _means = clips.Select(clip => Means(clip.Levels.Span, contract.Frames)).ToArray();
        _ofLabel = Enumerable.Range(0, clips.Max(c => c.Label) + 1).Select(label => Enumerable.Range(0, clips.Count).Where(i => clips[i].Label == label).ToArray()).ToArray();
        _way = new float[contract.MelBands];
    }

    /// <summary>What is added to each band of a clip's levels to move it a random share of the way to a random clip of its label; valid until the next call.</summary>
    public ReadOnlySpan<float> Towards(int clip, Random random)
    {
        int[] others = _ofLabel[_clips[clip].Label];
        float[] from = _means[clip], to = _means[others[random.Next(others.Length)]];
        float share = random.NextSingle();
        for (int band = 0; band < _way.Length; band++) _way[band] = share * (to[band] - from[band]);
        return _way;
    }

    private static float[] Means(ReadOnlySpan<byte> levels, int frames)
    {
        var means = new float[levels.Length / frames];
        for (int band = 0; band < means.Length; band++)
        {
            int sum = 0;
            foreach (byte level in levels.Slice(band * frames, frames)) sum += level;
            means[band] = sum / (frames * Spread);
        }

        return means;
    }
}
