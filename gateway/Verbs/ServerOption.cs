using System.CommandLine;
using System.CommandLine.Parsing;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The option <c>--server</c>: where the server listens.</summary>
internal static class ServerOption
{
    /// <summary>Where a server listens unless told otherwise.</summary>
    public const string Default = "http://127.0.0.1:8080";

    /// <summary>A new option for one verb.</summary>
    public static Option<Uri> Create() => new("--server")
    {
        Description = "The server's address",
        HelpName = "URL",
        CustomParser = Parse,
        DefaultValueFactory = _ => new Uri(Default),
    };

    private static Uri? Parse(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https"))
            return address;

        result.AddError($"--server '{text}' is no address such as {Default}");
        return null;
    }
}
