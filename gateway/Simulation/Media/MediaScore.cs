using MediaAnalytics.Gateway.Simulation.Catalogue;

namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>What a media file will hold, before it is made.</summary>
/// <param name="Seed">The simulation's seed.</param>
/// <param name="Index">The MV that names its random streams.</param>
/// <param name="Genre">The genre it is textured as.</param>
/// <param name="BeatsPerMinute">Tempo.</param>
/// <param name="Seconds">Length, 30 to 40 s.</param>
/// <param name="Cuts">Frames at which a new shot begins, rising; the first shot begins at frame 0 and is not among them.</param>
/// <param name="CutsOnBeat">How many of the cuts were put on a beat (to the nearest frame).</param>
internal sealed record MediaScore(
    long Seed, int Index, string Genre, double BeatsPerMinute, double Seconds, IReadOnlyList<int> Cuts, int CutsOnBeat)
{
    public const int SampleRate = 22_050;
    public const int FrameRate = 15;

    public int Frames => (int)(Seconds * FrameRate);

    public int Samples => (int)(Seconds * SampleRate);

    public GenreTexture Texture => GenreTextures.All[Genre];

    /// <summary>The score of the media that MV <paramref name="mv"/> originates.</summary>
    public static MediaScore Of(long seed, SimulatedMv mv)
    {
        var random = SeededStream.For(seed, StreamPurpose.Media, mv.Index);
        var texture = GenreTextures.All[mv.Genre.Genre];
        var tempo = Math.Round(random.Between(texture.Tempo.Low, texture.Tempo.High), 1);
        var seconds = Math.Round(random.Between(30, 40), 1);
        var (cuts, onBeat) = DrawCuts(ref random, texture, 60 / tempo, seconds, mv.Story.HasStory);
        return new(seed, mv.Index, mv.Genre.Genre, tempo, seconds, cuts, onBeat);
    }

    private static (List<int> Cuts, int OnBeat) DrawCuts(
        ref SeededStream random, GenreTexture texture, double beat, double seconds, bool hasStory)
    {
        var cuts = new List<int>();
        var onBeat = 0;
        var at = 0.0;
        while (true)
        {
            // Videos with a story hold their shots a little longer.
            at += random.Between(texture.Shot.Low, texture.Shot.High) * (hasStory ? 1.3 : 1);
            var snap = random.Chance(texture.CutsOnBeat);
            if (snap) at = Math.Max(1, Math.Round(at / beat)) * beat;
            if (at > seconds - 0.5) return (cuts, onBeat);
            var frame = (int)Math.Round(at * FrameRate);
            if (cuts.Count > 0 && frame - cuts[^1] < 3) continue;
            cuts.Add(frame);
            if (snap) onBeat++;
        }
    }
}
