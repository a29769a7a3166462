using System.Globalization;
using System.Text.Json;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>What ffprobe says of a file's first sound stream.</summary>
/// <param name="HasSound">Whether there is one.</param>
/// <param name="StreamSeconds">The stream's own length, where the container states it.</param>
/// <param name="FileSeconds">The whole file's length, where the container states it.</param>
internal sealed record SoundProbe(bool HasSound, double? StreamSeconds, double? FileSeconds)
{
    private const int MaxOutputBytes = 1 << 20;

    /// <summary>ffprobe's arguments that give what <see cref="ParseAsync"/> reads.</summary>
    public static IEnumerable<string> Arguments(string demuxer, string path) =>
    [
        "-v", "error", "-protocol_whitelist", "file,pipe", "-format_whitelist", demuxer, "-f", demuxer, "-select_streams", "a:0",
        "-show_entries", "format=duration:stream=duration:stream_tags=DURATION", "-of", "json", "file:" + path,
    ];

    /// <summary>Reads ffprobe's JSON.</summary>
    public static async Task<SoundProbe> ParseAsync(Stream output, CancellationToken cancellation)
    {
        var kept = new MemoryStream();
        var buffer = new byte[8_192];
        for (int read; (read = await output.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (kept.Length + read <= MaxOutputBytes) kept.Write(buffer, 0, read);
        }

        try
        {
            using var json = JsonDocument.Parse(kept.GetBuffer().AsMemory(0, (int)kept.Length));
            var root = json.RootElement;
            double? file = root.TryGetProperty("format", out var format) ? Seconds(format, "duration") : null;
            if (!root.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0) return new SoundProbe(false, null, file);
            double? stream = Seconds(streams[0], "duration") ?? (streams[0].TryGetProperty("tags", out var tags) ? Seconds(tags, "DURATION") : null);
            return new SoundProbe(true, stream, file);
        }
        catch (JsonException)
        {
            // ffprobe was cut off; its exit status tells why.
            return new SoundProbe(false, null, null);
        }
    }

    private static double? Seconds(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.GetString() is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)) return seconds;
        // Matroska's tag: hours:minutes:seconds with nine decimals, two more than TimeSpan takes.
        var parts = text.Split(':');
        return parts.Length == 3 && int.TryParse(parts[0], out int hours) && int.TryParse(parts[1], out int minutes)
            && double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double rest) ? (hours * 3600) + (minutes * 60) + rest : null;
    }
}
