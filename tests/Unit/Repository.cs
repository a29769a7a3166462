namespace MediaAnalytics.Tests.Unit;

/// <summary>Where the tests find the repository.</summary>
internal static class Repository
{
    /// <summary>The folder that holds MediaAnalytics.sln.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MediaAnalytics.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no MediaAnalytics.sln above {AppContext.BaseDirectory}");
    }
}
