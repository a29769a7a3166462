using System.Text;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Storage.Files;

namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>The folder that media paths are relative to. Nothing outside it is read, not through <c>..</c> and not through links.</summary>
internal sealed class MediaFolder
{
    private readonly string _root;

    /// <exception cref="ClientFault">There is no such folder.</exception>
    public MediaFolder(string path)
    {
        if (!Directory.Exists(path)) throw new ClientFault($"--media {path} is not a folder.");
        _root = RealPath.Of(path) ?? throw new ClientFault($"--media {path} leads through too many links.");
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
        if (RealPath.Of(full) is not { } real || !RealPath.IsWithin(_root, real))
            return (null, "leads out of the media folder through a link");
        return File.Exists(real) ? (real, null) : (null, "is a folder");
    }
}
