namespace MediaAnalytics.Storage.Artifacts;

/// <summary>Checks keys, so that none leaves the store.</summary>
internal static class ArtifactPath
{
    /// <summary>Longest key, and longest segment of one.</summary>
    public const int KeyLength = 512, SegmentLength = 200;

    /// <summary>The key, where it is one.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static string Checked(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length > KeyLength || !key.Split('/').All(IsSegment))
        {
            throw new ArgumentException(
                $"'{key}' is not an artifact key: segments of a-z, 0-9, '.', '_' and '-' (not starting with '.', at most {SegmentLength} characters), joined by '/', at most {KeyLength} in all.",
                nameof(key));
        }

        return key;
    }

    // No leading dot: that rules out '.' and '..', and leaves dotted names to the store's own files.
    private static bool IsSegment(string segment) =>
        segment.Length is > 0 and <= SegmentLength && segment[0] != '.'
        && segment.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
}
