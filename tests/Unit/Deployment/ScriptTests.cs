using System.Diagnostics;
using System.Runtime.Versioning;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>The scripts of eng, where they change a machine or trust what lies on it.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    /// <summary>What the set-up itself calls; all else that it looks for is missing.</summary>
    private static readonly string[] Own = ["bash", "cut", "grep", "head", "mktemp", "rm", "sed", "sort", "tail", "env"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("media-analytics-scripts-");

    /// <summary>A process id is taken again after a boot, and after enough other processes: its number says nothing.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(" 1-another-boot")]
    public async Task AnotherProcessWithTheNumberOfOneThatEndedIsNoneOfTheCluster(string since)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "silo-1.pid"), $"{Environment.ProcessId}{since}\n", TestContext.Current.CancellationToken);
        (int code, string output) = await RunAsync("eng/cluster.sh", ["pid", "silo-1"], ("CLUSTER_DIR", _folder.FullName));
        Assert.Equal(1, code);
        Assert.Contains("silo-1 does not run", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "ffmpeg", "curl")]
    [InlineData(true, "ffmpeg", "curl", "redis-server", "prometheus", "unzip")]
    public async Task SetUpInstallsWhatIsNeededForWhatIsAskedAndNoMore(bool tests, params string[] packages)
    {
        foreach (string tool in Own)
            File.CreateSymbolicLink(Path.Combine(_folder.FullName, tool), OnPath(tool));
        Stub("dotnet", "echo '10.0.100 [/none]'");
        Stub("id", "echo 0");
        Stub("apt-get", "echo \"$@\" >> \"$ASKED\"");
        Stub("npm", "exit 1");
        Stub("node", "exit 1");
        string asked = Path.Combine(_folder.FullName, "asked");
        (int code, string output) = await RunAsync(
            "eng/setup.sh", tests ? ["--tests"] : [], ("PATH", _folder.FullName), ("ASKED", asked), ("XDG_CACHE_HOME", _folder.FullName));
        Assert.True(code == 0, output);
        string install = (await File.ReadAllLinesAsync(asked, TestContext.Current.CancellationToken)).Single(line => line.StartsWith("install ", StringComparison.Ordinal));
        string[] installed = [.. install.Split(' ').Skip(1).Where(word => !word.StartsWith('-'))];
        Assert.Empty(packages.Except(installed));
        // Of Debian alone, and for the tests alone.
        Assert.Empty(installed.Except(packages).Except(tests ? ["chromium", "util-linux"] : []));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string OnPath(string tool) => Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, tool)).First(File.Exists);

    private static async Task<(int Code, string Output)> RunAsync(string script, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(OnPath("bash"), [Path.Combine(Repository.Root, script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    private void Stub(string name, string script)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"#!{OnPath("bash")}\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
