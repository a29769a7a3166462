namespace MediaAnalytics.Tests.Unit.Signal;

/// <summary>Finds the real data that lie beside the repository, which the tests that need them do without elsewhere.</summary>
internal static class SharedData
{
    /// <summary>Said where a test is skipped.</summary>
    public const string Absent = "the shared data do not lie beside the repository (or in MEDIA_ANALYTICS_SHARED)";

    /// <summary>The folder, or null.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_SHARED");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); named is null && at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "MediaAnalytics.sln"))) named = Path.Combine(at.FullName, "..", "shared");
        }

        return named is not null && Directory.Exists(Path.Combine(named, "data")) ? Path.Combine(named, "data") : null;
    }
}
