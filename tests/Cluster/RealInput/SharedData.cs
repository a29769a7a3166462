using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.RealInput;

/// <summary>Real data that lies beside a checkout on the project's own machines, never in it.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder of it; skips the test, with the reason, where it is absent.</summary>
    public static string Require(string path)
    {
        string folder = Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_SHARED") ?? Path.Combine(Programs.Root, "..", "shared");
        string full = Path.GetFullPath(Path.Combine(folder, "data", path));
        Assert.SkipUnless(Path.Exists(full), $"The real data set {path} is not beside this checkout.");
        return full;
    }
}
