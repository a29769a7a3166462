using System.CommandLine;
using MediaAnalytics.Gateway.Client;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The option <c>--key</c>: the API key to show to the server.</summary>
internal static class KeyOption
{
    /// <summary>A new option for one verb. It has no default of its own, so that help never shows a key.</summary>
    public static Option<string?> Create() => new("--key")
    {
        Description = $"API key for a server that asks for one. Better set the environment variable {ClientKey.Variable}: other users of a machine see its command lines",
        HelpName = "KEY",
    };
}
