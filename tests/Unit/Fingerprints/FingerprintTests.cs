using MediaAnalytics.Analysis.Fingerprints;
using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Fingerprints;

public sealed class FingerprintTests
{
    private const double FrameSeconds = 914 / 22_050.0;
    private static readonly float[] Piece = MadeMusic.Piece(1, 42);
    private static readonly SoundFingerprint[] Library =
        [.. Enumerable.Range(2, 12).Select(seed => Of(MadeMusic.Levels(MadeMusic.Piece(seed, 30)))), Of(MadeMusic.Levels(Piece))];

    private static readonly FingerprintIndex Index = new(Library);

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0.1, 0)]
    [InlineData(0, 1, 0.01)]
    [InlineData(5.013, 1, 0)]
    [InlineData(11.49, 0.3, 0.003)]
    public void A_recording_is_found_louder_softer_with_noise_and_cut_elsewhere(double from, float gain, float noise)
    {
        var changed = MadeMusic.WithNoise(Array.ConvertAll(Piece, s => s * gain), noise * gain, 7);
        var match = Assert.Single(Index.Find(Of(MadeMusic.Levels(changed, from))));
        Assert.Equal(Library.Length - 1, match.Clip);
        Assert.InRange(match.Shift, (from / FrameSeconds) - 2, (from / FrameSeconds) + 2);
        Assert.InRange(match.ErrorRate, 0, from + noise == 0 ? 0.02 : 0.3);
    }

    [Fact]
    public void Other_music_is_not_found_and_differs_by_half()
    {
        for (int seed = 100; seed < 110; seed++)
        {
            var other = Of(MadeMusic.Levels(MadeMusic.Piece(seed, 30)));
            Assert.Empty(Index.Find(other));
            Assert.All(Library, sound => Assert.InRange(sound.ErrorRate(other, 0), 0.45, 0.55));
        }
    }

    [Fact]
    public void The_same_levels_differ_by_nothing_and_shifts_are_each_others_opposites()
    {
        SoundFingerprint a = Library[0], b = Library[1];
        Assert.Equal(0, a.ErrorRate(a, 0));
        Assert.Equal(a.ErrorRate(b, 37), b.ErrorRate(a, -37));
        Assert.Equal(721 - SoundFingerprint.SmoothedFrames - SoundFingerprint.ApartFrames + 1, a.Frames);
        Assert.True(double.IsNaN(a.ErrorRate(b, a.Frames - SoundFingerprint.ShortestOverlap + 1)));
        Assert.False(double.IsNaN(a.ErrorRate(b, a.Frames - SoundFingerprint.ShortestOverlap)));
    }

    [Fact]
    public void Silence_and_clips_too_small_match_nothing()
    {
        var silence = Of(new byte[LogMelContract.Default.ClipBytes]);
        Assert.Empty(new FingerprintIndex([silence]).Find(silence));
        Assert.True(double.IsNaN(silence.ErrorRate(silence, 0)));
        Assert.Equal(0, SoundFingerprint.Of(new byte[1], 1, 1).Frames);
        Assert.Equal(0, SoundFingerprint.Of(new byte[128 * 23], 128, 23).Frames);
        Assert.Empty(new FingerprintIndex([]).Find(Library[0]));
    }

    [Fact]
    public void What_lies_in_very_many_places_is_passed_over()
    {
        SoundFingerprint[] many = [.. Enumerable.Repeat(Library[0], 300), Library[1]];
        var index = new FingerprintIndex(many);
        Assert.Empty(index.Find(Library[0]));
        Assert.Equal(300, Assert.Single(index.Find(Library[1])).Clip);
    }

    private static SoundFingerprint Of(byte[] levels) => SoundFingerprint.Of(levels, LogMelContract.Default.MelBands, LogMelContract.Default.Frames);
}
