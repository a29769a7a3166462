namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>A copy of the chart to change, gone at the end.</summary>
internal sealed class ChartCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("media-analytics-chart-");

    public ChartCopy(string chart)
    {
        string from = Path.Combine(Repository.Root, chart);
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            Write(Path.GetRelativePath(from, file), File.ReadAllText(file));
    }

    public string Folder => _folder.FullName;

    public void Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Delete(string name)
    {
        if (Directory.Exists(Path.Combine(Folder, name)))
            Directory.Delete(Path.Combine(Folder, name), recursive: true);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
