namespace MediaAnalytics.Inference.Models;

/// <summary>Scores clips tile by tile and takes the mean log-probability over tiles. Used by one thread at a time.</summary>
internal static class ClipScorer
{
    /// <summary>Mean log-probabilities over all tiles of <paramref name="clips"/>, [label], not renormalised.</summary>
    public static double[] Mean(GenreNetwork network, IReadOnlyList<ReadOnlyMemory<byte>> clips)
    {
        var header = network.Header;
        var sum = new double[header.Labels.Length];
        foreach (var clip in clips)
        {
            var tiles = Enumerable.Range(0, header.Tiles.PerClip).Select(i => (clip, header.Tiles.Start(i, header.Contract.Frames))).ToArray();
            foreach (var tile in network.Score(tiles))
            {
                for (int label = 0; label < sum.Length; label++) sum[label] += tile[label];
            }
        }

        for (int label = 0; label < sum.Length; label++) sum[label] /= clips.Count * header.Tiles.PerClip;
        return sum;
    }
}
