namespace MediaAnalytics.Tests.Unit;

/// <summary>Where the real data lies that does not belong to the repository.</summary>
internal static class SharedData
{
    /// <summary>The environment variable that names the folder; else it is <c>shared</c> beside the repository.</summary>
    public const string Variable = "MEDIA_ANALYTICS_SHARED";

    public static string Folder => Environment.GetEnvironmentVariable(Variable) ?? Path.Combine(Repository.Root, "..", "shared");
}
