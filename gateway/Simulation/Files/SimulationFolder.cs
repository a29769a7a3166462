namespace MediaAnalytics.Gateway.Simulation.Files;

/// <summary>The folder a simulation is written to. A file that is there under its name is whole: each is written beside it and renamed.</summary>
internal sealed class SimulationFolder
{
    /// <summary>Ending of files that are being written.</summary>
    public const string PartSuffix = ".part";

    private SimulationFolder(string path) => Root = path;

    public string Root { get; }

    /// <summary>The path of a file or folder in it.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Claims a folder for a simulation: it must be absent, empty, or hold the same simulation.</summary>
    public static async Task<(SimulationFolder? Folder, SimulationError? Error)> OpenAsync(
        string path, SimulationOptions options, CancellationToken cancel)
    {
        if (File.Exists(path)) return (null, new("out-not-a-folder", $"--out {path} is a file: name a folder."));
        var folder = new SimulationFolder(Path.GetFullPath(path));
        Directory.CreateDirectory(folder.Root);
        var wanted = SimulationMarker.Of(options);
        if (SimulationMarker.Read(folder.Root) is { } found)
        {
            return found == wanted ? (folder, null) : (null, new("out-other-simulation",
                $"{path} holds another simulation ({found}), not this one ({wanted}): name another --out, or ask for what it holds."));
        }
        if (Directory.EnumerateFileSystemEntries(folder.Root).Any(e => !e.EndsWith(PartSuffix, StringComparison.Ordinal)))
            return (null, new("out-not-empty", $"{path} is not empty and holds no simulation: name a new or empty folder as --out."));
        await folder.WriteAsync(SimulationMarker.FileName, s => s.WriteAsync(wanted.ToBytes(), cancel).AsTask());
        return (folder, null);
    }

    /// <summary>Writes a file whole, or not at all; one that is there already stays.</summary>
    public async Task WriteAsync(string name, Func<Stream, Task> write)
    {
        var path = this[name];
        if (File.Exists(path)) return;
        var part = path + PartSuffix;
        await using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16, useAsync: true))
        {
            await write(stream);
        }
        File.Move(part, path, overwrite: true);
    }
}
