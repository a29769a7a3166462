using System.Text;
using MediaAnalytics.Gateway.Client;

namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>The folder that media paths are relative to. Nothing outside it is read, not through <c>..</c> and not through links.</summary>
internal sealed class MediaFolder
{
    private const int MostLinks = 40;

    private readonly string _root;

    /// <exception cref="ClientFault">There is no such folder.</exception>
    public MediaFolder(string path)
    {
        if (!Directory.Exists(path)) throw new ClientFault($"--media {path} is not a folder.");
        _root = RealPath(Path.GetFullPath(path)) ?? throw new ClientFault($"--media {path} leads through too many links.");
    }

    /// <summary>The file that a catalogue's path names, or why it may not or can't be read.</summary>
    public (string? File, string? Problem) Find(string path)
    {
        if (path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal)
            || path.Split('/').Any(segment => segment is "" or "." or ".."))
            return (null, "not a path below the media folder");
        string full = Path.Combine(_root, path);
        if (!Path.Exists(full)) full = Path.Combine(_root, path.Normalize(NormalizationForm.FormD));
        if (!Path.Exists(full)) return (null, "not found in the media folder");
        if (RealPath(full) is not { } real || !real.StartsWith(_root.TrimEnd('/') + '/', StringComparison.Ordinal))
            return (null, "leads out of the media folder through a link");
        return File.Exists(real) ? (real, null) : (null, "is a folder");
    }

    private static string? RealPath(string path)
    {
        string real = "/";
        var parts = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
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
}
