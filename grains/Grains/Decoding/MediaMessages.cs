namespace MediaAnalytics.Grains.Decoding;

/// <summary>From ffmpeg's words and exit status to our codes, and from our codes to what a person should do.</summary>
internal static class MediaMessages
{
    private const int ProcessorTimeStatus = 128 + 24;
    private const int KilledStatus = 128 + 9;
    private static readonly string[] MissingEnd = ["moov atom not found", "partial file", "File ended prematurely", "Truncating packet", "error reading header"];

    /// <summary>What a code means and what to do.</summary>
    public static string Of(string code) => code switch
    {
        MediaErrorCodes.Empty => "The file is empty. Upload it again.",
        MediaErrorCodes.Playlist => "The file is a playlist that points at other files. Upload the media file itself.",
        MediaErrorCodes.NotMedia => "The file is not mp4, mov, m4a, mkv, webm, mp3, ogg, flac, wav or au. Convert it to one of them and upload that.",
        MediaErrorCodes.NoSound => "The file has no sound stream. Upload a version with sound; without it the genre stays as declared.",
        MediaErrorCodes.Truncated => "The file ends too early. Upload the whole file again.",
        MediaErrorCodes.TooDemanding => "The file needs more memory than a decoder may have. Convert it to a plain mp4 and upload that.",
        MediaErrorCodes.Failed => "ffmpeg could not be run to its end on this machine; the file is tried again.",
        _ => "The sound can't be decoded. Check that the file plays, convert it to a plain mp4 and upload that.",
    };

    /// <summary>Whether ffmpeg said, though it went on, that the file's end is missing.</summary>
    public static bool TellsOfMissingEnd(string errors) => MissingEnd.Any(mark => errors.Contains(mark, StringComparison.Ordinal));

    /// <summary>The code for a failed run.</summary>
    public static string CodeOf(MediaContainer container, int status, string errors)
    {
        if (status is ProcessorTimeStatus) return MediaErrorCodes.TimeOut;
        if (errors.Contains("Cannot allocate memory", StringComparison.Ordinal)) return MediaErrorCodes.TooDemanding;
        if (container.CutShort || TellsOfMissingEnd(errors)) return MediaErrorCodes.Truncated;
        return status is KilledStatus or 126 or 127 ? MediaErrorCodes.Failed : MediaErrorCodes.Damaged;
    }

    /// <summary>ffmpeg's last line, without the path it names, to be put after a message; empty if it said nothing.</summary>
    public static string LastLine(string errors)
    {
        string? line = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        return line is null ? "" : $" (ffmpeg: {line[(line.LastIndexOf(": ", StringComparison.Ordinal) is int at and >= 0 ? at + 2 : 0)..]})";
    }
}
