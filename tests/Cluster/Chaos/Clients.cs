using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>The real client, as a user runs it.</summary>
internal static class Clients
{
    /// <summary>Runs one of its verbs to the end, and returns what it says.</summary>
    public static async Task<string> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        await using var client = new ChildProcess(Programs.Gateway, arguments);
        int code = await client.ExitAsync(cancellation);
        Assert.True(code == 0, $"gateway {string.Join(' ', arguments)} ended with {code}:\n{client.Output}");
        return client.Output;
    }

    /// <summary>Imports a catalogue with its media through one gateway.</summary>
    public static Task ImportAsync(string catalogue, string media, HttpClient gateway, CancellationToken cancellation) =>
        RunAsync(cancellation, "import", catalogue, "--media", media, "--server", gateway.BaseAddress!.ToString(), "--json");
}
