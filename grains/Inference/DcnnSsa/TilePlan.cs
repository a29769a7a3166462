namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>How a clip is cut for the network: <paramref name="PerClip"/> tiles of <paramref name="Frames"/> frames, evenly spread, overlapping.</summary>
internal sealed record TilePlan(int Frames, int PerClip)
{
    /// <summary>First frame of tile <paramref name="index"/> in a clip of <paramref name="clipFrames"/> frames.</summary>
    public int Start(int index, int clipFrames) =>
        PerClip == 1 ? (clipFrames - Frames) / 2 : (int)Math.Round((double)index * (clipFrames - Frames) / (PerClip - 1));
}
