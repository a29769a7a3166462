using System.Diagnostics;
using System.Globalization;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Grains.Workflow;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>
/// Decodes the sound of mp4, mov, m4a, mkv, webm, mp3, ogg, flac, wav and au files to log-mels, by ffmpeg out of process, under limits of time,
/// memory and length. Callable from any thread; works on the thread pool, so a grain that awaits it does not block.
/// </summary>
public sealed class MediaToLogMel
{
    private const double ShortestSeconds = 0.5;
    private const double MissingShare = 0.1;
    private const double MissingSeconds = 1;
    private readonly MediaDecoderOptions _options;
    private readonly LogMelContract _contract;
    private readonly TimeProvider _time;

    /// <summary>Makes a decoder of the default contract.</summary>
    public MediaToLogMel(MediaDecoderOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _contract, _time) = (options, LogMelContract.Default, time);
    }

    /// <summary>The contract of every track made here, for the key of what is kept.</summary>
    public string ContractId => _contract.Id;

    /// <summary>Decodes one file. Whatever is wrong with it comes back as <see cref="MediaDecoding.Error"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; ffmpeg is gone by then.</exception>
    public Task<MediaDecoding> DecodeAsync(string path, CancellationToken cancellation) => DecodeAsync(path, null, cancellation);

    /// <summary>The same; <paramref name="tap"/> is given the mono samples as they come, also of a file that then turns out to be broken.</summary>
    public Task<MediaDecoding> DecodeAsync(string path, Action<ReadOnlySpan<float>>? tap, CancellationToken cancellation) =>
        Task.Run(() => DecodeWithinTimeAsync(Path.GetFullPath(path), tap, cancellation), cancellation);

    private async Task<MediaDecoding> DecodeWithinTimeAsync(string path, Action<ReadOnlySpan<float>>? tap, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(_options.TimeLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            if (!File.Exists(path)) return MediaDecoding.Fail(MediaErrorCodes.Missing, "The file is not there. Upload it, or mend its path in the catalogue.");
            if (_options.MissingProgram() is { } program)
                return MediaDecoding.Fail(MediaErrorCodes.NoDecoder, $"{program} is not installed on this machine. Install ffmpeg (Debian: apt-get install ffmpeg); the file is tried again.");

            var (container, error) = MediaContainer.Look(path);
            return container is null ? MediaDecoding.Fail(error!, MediaMessages.Of(error!)) : await DecodeAsync(container, path, tap, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return TimeOut();
        }
        catch (IOException e)
        {
            return MediaDecoding.Fail(MediaErrorCodes.Failed, $"The file could not be read: {e.Message}");
        }
        catch (UnauthorizedAccessException e)
        {
            return MediaDecoding.Fail(MediaErrorCodes.Failed, $"The file could not be read: {e.Message}");
        }
    }

    private async Task<MediaDecoding> DecodeAsync(MediaContainer container, string path, Action<ReadOnlySpan<float>>? tap, CancellationToken cancellation)
    {
        var probe = new SoundProbe(false, null, null);
        var (status, errors) = await RunAsync(
            _options.Ffprobe, container, SoundProbe.Arguments(container.Demuxer, path),
            async (output, token) => probe = await SoundProbe.ParseAsync(output, token), cancellation);
        if (status != 0) return Failure(container, status, errors);
        if (!probe.HasSound) return MediaDecoding.Fail(MediaErrorCodes.NoSound, MediaMessages.Of(MediaErrorCodes.NoSound));
        if ((probe.StreamSeconds ?? probe.FileSeconds) > _options.MaxDuration.TotalSeconds) return TooLong();

        var builder = new LogMelTrackBuilder(new LogMelFrontEnd(_contract), _options.MaxClips);
        bool over = false;
        (status, errors) = await RunAsync(
            _options.Ffmpeg, container, Arguments(container.Demuxer, path),
            async (output, token) => over = await SampleReader.ReadAsync(output, builder, tap, (long)(_options.MaxDuration.TotalSeconds * _contract.SampleRate), token), cancellation);
        if (over) return TooLong();
        if (status != 0) return Failure(container, status, errors);
        return Judge(container, probe, builder, errors);
    }

    private async Task<(int Status, string Errors)> RunAsync(
        string program, MediaContainer container, IEnumerable<string> arguments, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellation)
    {
        using Activity? activity = WorkTracing.Program(program, container.Demuxer);
        var (status, errors) = await LimitedProcess.RunAsync(
            program, arguments, _options.MemoryLimitMebibytes, _options.TimeLimit, readOutput, cancellation);
        activity.Exited(status);
        return (status, errors);
    }

    private MediaDecoding Judge(MediaContainer container, SoundProbe probe, LogMelTrackBuilder builder, string errors)
    {
        double seconds = (double)builder.Samples / _contract.SampleRate;
        double stated = probe.StreamSeconds ?? 0;
        bool missing = stated - seconds > Math.Max(MissingSeconds, MissingShare * stated);
        if (missing || container.CutShort || MediaMessages.TellsOfMissingEnd(errors))
            return MediaDecoding.Fail(MediaErrorCodes.Truncated, string.Create(CultureInfo.InvariantCulture, $"The file ends too early: only {seconds:F1} s of sound were there. Upload the whole file again."));
        if (seconds < ShortestSeconds)
            return MediaDecoding.Fail(MediaErrorCodes.ZeroSeconds, string.Create(CultureInfo.InvariantCulture, $"The sound lasts {seconds:F2} s; at least {ShortestSeconds} s are needed. Upload a file with sound in it."));
        return MediaDecoding.Of(builder.Build());
    }

    private IEnumerable<string> Arguments(string demuxer, string path) =>
    [
        "-nostdin", "-hide_banner", "-v", "warning", "-threads", "1", "-protocol_whitelist", "file,pipe", "-format_whitelist", demuxer, "-f", demuxer,
        "-i", "file:" + path, "-map", "0:a:0", "-vn", "-sn", "-dn", "-t", (_options.MaxDuration.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture),
        "-ac", "1", "-ar", _contract.SampleRate.ToString(CultureInfo.InvariantCulture), "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1",
    ];

    private MediaDecoding Failure(MediaContainer container, int status, string errors)
    {
        string code = MediaMessages.CodeOf(container, status, errors);
        return code == MediaErrorCodes.TimeOut ? TimeOut() : MediaDecoding.Fail(code, MediaMessages.Of(code) + MediaMessages.LastLine(errors));
    }

    private MediaDecoding TooLong() =>
        MediaDecoding.Fail(MediaErrorCodes.TooLong, $"The sound is longer than {_options.MaxDuration:c}. Upload the music video alone, or raise the decoder's MaxDuration.");

    private MediaDecoding TimeOut() => MediaDecoding.Fail(MediaErrorCodes.TimeOut, $"Decoding took over {_options.TimeLimit:c} and was ended; the file is tried again.");
}
