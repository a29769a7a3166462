namespace MediaAnalytics.Tests.Processes;

/// <summary>Where the programs under test lie: built in the same configuration as these tests.</summary>
internal static class Programs
{
    public static string Silo => Find("silo", "MediaAnalytics.Silo");

    public static string Gateway => Find("gateway", "MediaAnalytics.Gateway");

    private static string Find(string project, string program)
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd('/'));
        string configuration = framework.Parent!.Name;
        for (DirectoryInfo? folder = framework; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MediaAnalytics.sln")))
                return Path.Combine(folder.FullName, project, "bin", configuration, framework.Name, program);
        }

        throw new DirectoryNotFoundException($"no MediaAnalytics.sln above {framework}");
    }
}
