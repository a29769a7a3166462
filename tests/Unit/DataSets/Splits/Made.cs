using System.Buffers.Binary;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Silo.DataSets;

namespace MediaAnalytics.Tests.Unit.DataSets.Splits;

/// <summary>Tracks without sound worth hearing.</summary>
internal static class Made
{
    public static GenreTrack Track(string name, string genre, string artist, int sound, string split = "")
    {
        var levels = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(levels, sound);
        return new GenreTrack(name, genre, split, artist, new LogMelTrack("c", 1, levels.Length, 30, [levels]));
    }

    /// <summary>A track whose clip has a whole piece's levels, to be found by fingerprint.</summary>
    public static GenreTrack Track(string name, string genre, string artist, byte[] levels) =>
        new(name, genre, "", artist, new LogMelTrack(LogMelContract.Default.Id, LogMelContract.Default.MelBands, LogMelContract.Default.Frames, 30, [levels]));
}
