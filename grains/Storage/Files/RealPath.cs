namespace MediaAnalytics.Storage.Files;

/// <summary>Where a path really leads, for telling whether a file lies within a folder.</summary>
public static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links, <c>.</c> and <c>..</c>, whether anything is there or not; null where it leads through too many links.</summary>
    public static string? Of(string path)
    {
        string real = "/";
        var parts = new Stack<string>(Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        for (int links = 0; parts.TryPop(out string? part);)
        {
            if (part == ".") continue;
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? "/";
                continue;
            }

            string next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks) return null;
            if (target.StartsWith('/')) real = "/";
            foreach (string piece in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse()) parts.Push(piece);
        }

        return real;
    }

    /// <summary>Whether a path leads to something below <paramref name="folder"/>, which is a real path itself.</summary>
    public static bool IsWithin(string folder, string path)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Of(path) is { } real && real.StartsWith(folder.TrimEnd('/') + '/', StringComparison.Ordinal);
    }
}
