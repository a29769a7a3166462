using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Grains.Decoding;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Decoding;

public sealed class MediaToLogMelTests : IDisposable
{
    private readonly MediaFolder _media = new();

    public MediaToLogMelTests() => Assert.SkipUnless(MediaFolder.HasFfmpeg, "ffmpeg is not installed");

    public void Dispose() => _media.Dispose();

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.mkv")]
    [InlineData("a.webm")]
    [InlineData("a.mov")]
    [InlineData("a.mp3")]
    [InlineData("a.m4a")]
    [InlineData("a.ogg")]
    [InlineData("a.flac")]
    [InlineData("a.wav")]
    [InlineData("a.au")]
    public async Task Every_format_gives_the_tone_that_was_put_in(string name)
    {
        var decoded = await DecodeAsync(await _media.MakeAsync(name, 6));

        Assert.Null(decoded.Error);
        Assert.InRange(decoded.Track!.Seconds, 5.9, 6.2);
        Assert.Equal(LogMelContract.Default.Id, decoded.Track.ContractId);
        var clip = Assert.Single(decoded.Track.Clips).Span;
        // 440 Hz lies in the band whose centre is nearest.
        int loudest = 0, best = -1;
        for (int band = 0; band < 128; band++)
        {
            int sum = 0;
            for (int frame = 20; frame < 120; frame++) sum += clip[(band * 721) + frame];
            if (sum > best) (best, loudest) = (sum, band);
        }

        double step = SlaneyMel.FromHz(11_025) / 129;
        Assert.Equal((int)Math.Round(SlaneyMel.FromHz(440) / step) - 1, loudest);
    }

    [Fact]
    public async Task A_path_that_looks_like_an_option_or_an_address_is_a_file()
    {
        File.Copy(await _media.MakeAsync("a.wav", 1), _media.File_("-i http:x:y %d 'q'.wav"));
        Assert.Null((await DecodeAsync(_media.File_("-i http:x:y %d 'q'.wav"))).Error);
    }

    [Fact]
    public async Task A_long_track_is_cut_into_clips_and_the_last_one_ends_with_the_track()
    {
        var decoded = await DecodeAsync(await _media.MakeAsync("a.flac", 70));
        Assert.Equal(3, decoded.Track!.Clips.Count);
    }

    [Fact]
    public async Task An_empty_file() => await ExpectAsync(MediaErrorCodes.Empty, _media.Write("a.mp4", []));

    [Fact]
    public async Task A_missing_file() => await ExpectAsync(MediaErrorCodes.Missing, _media.File_("none.mp4"));

    [Fact]
    public async Task A_text() => await ExpectAsync(MediaErrorCodes.NotMedia, _media.Write("a.mp4", "This is a letter, not music at all."u8.ToArray()));

    [Fact]
    public async Task Noise_in_place_of_media()
    {
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        await ExpectAsync(MediaErrorCodes.NotMedia, _media.Write("a.mp3", noise));
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXTINF:10,\n{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData("[playlist]\nFile1={0}\nNumberOfEntries=1\n")]
    [InlineData("file '{0}'\n")]
    public async Task A_playlist_that_points_at_another_file(string text)
    {
        string secret = await _media.MakeAsync("secret.wav", 2);
        await ExpectAsync(MediaErrorCodes.Playlist, _media.Write("a.mp3", System.Text.Encoding.UTF8.GetBytes(text.Replace("{0}", secret, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("a.mp4", "")]
    [InlineData("a.mp4", "-movflags +faststart")]
    [InlineData("a.mkv", "")]
    [InlineData("a.m4a", "-movflags +faststart")]
    [InlineData("a.mp3", "")]
    [InlineData("a.ogg", "")]
    [InlineData("a.flac", "")]
    [InlineData("a.wav", "")]
    [InlineData("a.au", "")]
    public async Task A_file_whose_second_half_is_missing(string name, string extra)
    {
        var bytes = await File.ReadAllBytesAsync(await _media.MakeAsync(name, 20, extra), TestContext.Current.CancellationToken);
        await ExpectAsync(MediaErrorCodes.Truncated, _media.Write("half-" + name, bytes[..(bytes.Length / 2)]));
    }

    [Fact]
    public async Task A_video_without_sound() =>
        await ExpectAsync(MediaErrorCodes.NoSound, await _media.FfmpegAsync("a.mp4", "-f lavfi -i testsrc=size=64x48:rate=5:duration=2 -c:v mpeg4"));

    [Fact]
    public async Task A_sound_of_no_length() => await ExpectAsync(MediaErrorCodes.ZeroSeconds, await _media.FfmpegAsync("a.wav", "-f lavfi -i sine=duration=1 -t 0"));

    [Fact]
    public async Task Ten_hours_of_sound() =>
        await ExpectAsync(MediaErrorCodes.TooLong, await _media.FfmpegAsync("a.flac", "-f lavfi -i anullsrc=r=1000:cl=mono -t 36000"));

    [Fact]
    public async Task More_sound_than_the_file_states_is_still_too_long()
    {
        // A stream written to a pipe states no length, so only the count of samples can tell.
        string endless = await _media.FfmpegAsync("a.flac", "-f lavfi -i sine=sample_rate=8000:duration=5");
        var bytes = await File.ReadAllBytesAsync(endless, TestContext.Current.CancellationToken);
        bytes.AsSpan(22, 4).Clear();
        bytes[21] &= 0xf0;
        _media.Write("a.flac", bytes);
        var options = new MediaDecoderOptions { MaxDuration = TimeSpan.FromSeconds(2) };
        var decoded = await new MediaToLogMel(options, TimeProvider.System).DecodeAsync(endless, TestContext.Current.CancellationToken);
        Assert.Equal(MediaErrorCodes.TooLong, decoded.Error?.Code);
    }

    [Fact]
    public async Task No_ffmpeg_on_the_machine_is_said_and_may_pass()
    {
        var options = new MediaDecoderOptions { Ffmpeg = "no-such-program" };
        var decoded = await new MediaToLogMel(options, TimeProvider.System).DecodeAsync(await _media.MakeAsync("a.wav", 1), TestContext.Current.CancellationToken);
        Assert.Equal(MediaErrorCodes.NoDecoder, decoded.Error?.Code);
        Assert.True(decoded.Error!.Retryable);
    }

    private static Task<MediaDecoding> DecodeAsync(string path) =>
        new MediaToLogMel(new MediaDecoderOptions(), TimeProvider.System).DecodeAsync(path, TestContext.Current.CancellationToken);

    private static async Task ExpectAsync(string code, string path)
    {
        var decoded = await DecodeAsync(path);
        Assert.Null(decoded.Track);
        Assert.True(code == decoded.Error!.Code, $"{decoded.Error.Code}: {decoded.Error.Message}");
        Assert.False(decoded.Error.Retryable);
        TestContext.Current.TestOutputHelper?.WriteLine(decoded.Error.Message);
    }
}
