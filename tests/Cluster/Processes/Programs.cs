namespace MediaAnalytics.Tests.Processes;

/// <summary>Where the programs under test lie: built in the same configuration as these tests.</summary>
internal static class Programs
{
    public static string Silo => Find("silo", "MediaAnalytics.Silo");

    public static string Gateway => Find("gateway", "MediaAnalytics.Gateway");

    /// <summary>The folder that holds MediaAnalytics.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Whether a program is installed.</summary>
    public static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Find(string project, string program)
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(Root, project, "bin", framework.Parent!.Name, framework.Name, program);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MediaAnalytics.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no MediaAnalytics.sln above {AppContext.BaseDirectory}");
    }
}
