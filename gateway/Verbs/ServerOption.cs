using System.CommandLine;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The option <c>--server</c> of the client's verbs.</summary>
internal static class ServerOption
{
    /// <summary>Default address.</summary>
    public const string Default = "http://127.0.0.1:8080";

    public static Option<Uri> Create() => new("--server") { Description = "The server's address", DefaultValueFactory = _ => new(Default) };
}
