using System.Diagnostics;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>A program that is found on the machine or not.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Variable">The environment variable that says where it is; else the PATH does, and then the folder that eng/helm.sh fills.</param>
internal sealed record Tool(string Name, string Variable)
{
    public static Tool Helm { get; } = new("helm", "MEDIA_ANALYTICS_HELM");

    public static Tool Kubectl { get; } = new("kubectl", "MEDIA_ANALYTICS_KUBECTL");

    /// <summary>Where it is, or null.</summary>
    public string? Path { get; } = (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? [named]
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append(Cache).Select(folder => System.IO.Path.Combine(folder, Name)))
        .FirstOrDefault(File.Exists);

    /// <summary>What a test that is skipped without it says.</summary>
    public string Absent => $"{Name} is neither on the PATH nor at {Variable} nor in {Cache}. eng/helm.sh installs it";

    private static string Cache => System.IO.Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "media-analytics", "helm");

    /// <summary>Runs it in the repository's root.</summary>
    /// <returns>Exit code, what it printed, and what it complained of.</returns>
    public async Task<(int Code, string Output, string Errors)> RunAsync(CancellationToken cancellation, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path!, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation), errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await errors);
    }
}
