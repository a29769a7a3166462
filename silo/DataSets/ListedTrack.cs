namespace MediaAnalytics.Silo.DataSets;

/// <summary>
/// One track that a data set names, before it is read. <paramref name="Split"/>, <paramref name="Artist"/> and <paramref name="Fold"/> are empty
/// where not given; <paramref name="Path"/> is the audio file, or null where <paramref name="Row"/> of a log-mel set holds the sound.
/// </summary>
internal sealed record ListedTrack(string Name, string Genre, string Split, string Artist, string Fold, string? Path, long Row = 0)
{
    private static readonly string[] SoundEndings = [".wav", ".au", ".mp3", ".flac", ".ogg", ".m4a", ".mp4"];

    /// <summary>What lists of other people call it: see <see cref="KeyOf"/>.</summary>
    public string Key => KeyOf(Name);

    /// <summary>
    /// A name by which lists and files find each other: without the ending of a sound file, and, where the file's name says all (<c>blues.00029</c> in the
    /// folder of its genre), without folders. So <c>blues/blues.00029.wav</c>, <c>blues.00029.au</c> and <c>blues.00029</c> are one, and
    /// <c>rock/track.00001.mp3</c> and <c>jazz/track.00001.mp3</c> are two.
    /// </summary>
    public static string KeyOf(string name)
    {
        string key = name.Trim().Replace('\\', '/');
        string? ending = SoundEndings.FirstOrDefault(e => key.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        if (ending is not null) key = key[..^ending.Length];
        string file = key[(key.LastIndexOf('/') + 1)..];
        string? folder = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(key));
        return GenreFolders.GenreInName(file) is { } genre && (string.IsNullOrEmpty(folder) || folder.Equals(genre, StringComparison.OrdinalIgnoreCase)) ? file : key;
    }
}
