using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

public sealed class LogMelTrackBuilderTests
{
    // A clip of 6,000 samples and few frames, so that many clips cost little.
    private static readonly LogMelContract Small = new() { FftSize = 256, HopLength = 600, MelBands = 16, ClipSamples = 6_000, FirstFrame = 0, Frames = 11 };

    [Theory]
    [InlineData(600, 1)]
    [InlineData(6_000, 1)]
    [InlineData(6_999, 1)]
    [InlineData(7_000, 2)]
    [InlineData(12_000, 2)]
    [InlineData(13_000, 3)]
    public void Clips_by_length(int samples, int clips)
    {
        var track = Build(Noise(samples), samples);
        Assert.Equal(clips, track.Clips.Count);
        Assert.Equal((double)samples / Small.SampleRate, track.Seconds);
    }

    [Fact]
    public void The_last_piece_is_the_track_s_last_clip_length()
    {
        var noise = Noise(16_000);
        Assert.Equal(Clip(noise[10_000..]), Build(noise, 16_000).Clips[^1].ToArray());
    }

    [Fact]
    public void A_short_sound_is_repeated()
    {
        var noise = Noise(2_500);
        Assert.Equal(Clip([.. noise, .. noise, .. noise[..1_000]]), Build(noise, 2_500).Clips[0].ToArray());
    }

    [Fact]
    public void How_the_samples_come_does_not_matter()
    {
        var noise = Noise(27_000);
        var whole = Build(noise, noise.Length);
        var pieces = Build(noise, 777);
        Assert.Equal(whole.Clips.Select(c => Convert.ToHexString(c.Span)), pieces.Clips.Select(c => Convert.ToHexString(c.Span)));
    }

    [Theory]
    [InlineData(100, 8)]
    [InlineData(64, 8)]
    [InlineData(9, 8)]
    [InlineData(5, 1)]
    [InlineData(33, 3)]
    public void A_long_track_keeps_clips_spread_evenly(int length, int max)
    {
        var noise = Noise(length * Small.ClipSamples);
        var track = Build(noise, noise.Length, max);
        Assert.InRange(track.Clips.Count, (max + 1) / 2, max);
        var places = track.Clips.Select(kept => Enumerable.Range(0, length)
            .Single(i => kept.Span.SequenceEqual(Clip(noise.AsSpan(i * Small.ClipSamples, Small.ClipSamples).ToArray())))).ToArray();
        Assert.Equal(0, places[0]);
        Assert.True(places.Length == 1 || places.Zip(places.Skip(1), (a, b) => b - a).Distinct().Count() == 1, string.Join(' ', places));
    }

    private static LogMelTrack Build(float[] samples, int piece, int max = 40)
    {
        var builder = new LogMelTrackBuilder(new LogMelFrontEnd(Small), max);
        for (int at = 0; at < samples.Length; at += piece) builder.Append(samples.AsSpan(at, Math.Min(piece, samples.Length - at)));
        return builder.Build();
    }

    private static byte[] Clip(float[] samples)
    {
        var levels = new byte[Small.ClipBytes];
        new LogMelFrontEnd(Small).Clip(samples, levels);
        return levels;
    }

    private static float[] Noise(int samples)
    {
        var random = new Random(samples);
        return Enumerable.Range(0, samples).Select(_ => random.NextSingle() - 0.5f).ToArray();
    }
}
