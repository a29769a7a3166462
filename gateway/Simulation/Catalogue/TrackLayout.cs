using System.Globalization;
using MediaAnalytics.Gateway.Simulation.Truth;

namespace MediaAnalytics.Gateway.Simulation.Catalogue;

/// <summary>Which track an MV shows and who made it. MVs are laid out in blocks of four, tracks in blocks of four with three creators
/// between them: so the layout of an MV does not depend on how many follow.</summary>
/// <param name="FirstMv">Index of the track's first MV; it numbers the track.</param>
/// <param name="Genre">The track's genre.</param>
/// <param name="Creators">One or two creator ids.</param>
internal sealed record TrackLayout(int FirstMv, GenreEffect Genre, IReadOnlyList<string> Creators)
{
    private const int Block = 4;
    private const int CreatorsPerBlock = 3;

    // The track of each MV of a block, by its first MV: mostly a track each, some with live and lyric versions beside.
    private static readonly int[][] Patterns = [[0, 1, 2, 3], [0, 1, 2, 3], [0, 0, 2, 3], [0, 1, 2, 2], [0, 0, 0, 3], [0, 0, 2, 2]];

    public string Id => string.Create(CultureInfo.InvariantCulture, $"track-{FirstMv:D7}");

    /// <summary>The track of MV <paramref name="mv"/> under a seed.</summary>
    public static TrackLayout Of(long seed, int mv)
    {
        var block = mv / Block;
        var layout = SeededStream.For(seed, StreamPurpose.TrackLayout, block);
        var first = block * Block + layout.Pick(Patterns)[mv % Block];
        var random = SeededStream.For(seed, StreamPurpose.Track, first);
        var genre = random.Pick(PlantedEffects.Genres);
        var lead = random.Next(0, CreatorsPerBlock);
        var guest = (lead + random.Next(1, CreatorsPerBlock)) % CreatorsPerBlock;
        var pool = first / (Block * Block) * CreatorsPerBlock;
        return new(first, genre, random.Chance(0.2) ? [CreatorId(pool + lead), CreatorId(pool + guest)] : [CreatorId(pool + lead)]);
    }

    private static string CreatorId(int number) => string.Create(CultureInfo.InvariantCulture, $"creator-{number:D7}");
}
