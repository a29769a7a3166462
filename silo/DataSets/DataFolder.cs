using MediaAnalytics.Storage.Files;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>The folder that a data set lies in. Nothing outside it is named, not through <c>..</c> and not through links.</summary>
internal sealed class DataFolder
{
    private readonly string _real;

    /// <exception cref="DataSetException">There is no such folder.</exception>
    public DataFolder(string path)
    {
        if (!Directory.Exists(path)) throw new DataSetException($"There is no folder {path}. Name one with --data.");
        Path = path;
        _real = RealPath.Of(path) ?? throw new DataSetException($"--data {path} leads through too many links.");
    }

    /// <summary>As the user named it.</summary>
    public string Path { get; }

    /// <summary>Whether a path leads to something below it, there or not.</summary>
    public bool Holds(string path) => !path.Contains('\0', StringComparison.Ordinal) && RealPath.IsWithin(_real, path);

    /// <summary>The path of a file or folder below, there or not.</summary>
    /// <exception cref="DataSetException">It would lie outside; the message starts with <paramref name="where"/>.</exception>
    public string Below(string name, string where)
    {
        string path = System.IO.Path.Combine(Path, name);
        return Holds(path) ? path
            : throw new DataSetException($"{where}: '{name}' leads out of {Path}. Only files that really lie in the folder are read: copy it there, or name the folder that holds it with --data.");
    }
}
