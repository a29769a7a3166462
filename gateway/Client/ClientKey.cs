using System.Net;
using System.Net.Http.Headers;

namespace MediaAnalytics.Gateway.Client;

/// <summary>The API key that the client's verbs show to a server. It stands in no text that they print.</summary>
internal static class ClientKey
{
    /// <summary>The environment variable that holds a key where <c>--key</c> gives none.</summary>
    public const string Variable = "MEDIAANALYTICS_KEY";

    /// <summary>The key that is given, else the environment's; null where neither is.</summary>
    /// <exception cref="ClientFault">It can't be a key.</exception>
    public static string? Resolve(string? given)
    {
        string key = (given ?? Environment.GetEnvironmentVariable(Variable) ?? "").Trim();
        if (key.Any(letter => letter is <= ' ' or > '~'))
            throw new ClientFault($"{(given is null ? Variable : "--key")} holds characters that no API key has. Give the key alone, as 'gateway keys create' printed it.");
        return key.Length == 0 ? null : key;
    }

    /// <summary>The header that shows it.</summary>
    public static AuthenticationHeaderValue? Header(string? key) => key is null ? null : new("Bearer", key);

    /// <summary>What a user can do who was turned away.</summary>
    /// <param name="status">401 or 403.</param>
    /// <param name="said">What the server said.</param>
    /// <param name="shown">Whether a key was shown.</param>
    public static string Refused(HttpStatusCode status, string said, bool shown) =>
        status == HttpStatusCode.Forbidden ? $"The server refused: {said}"
        : shown ? $"The server does not accept the API key that --key or {Variable} gives: {said}"
        : $"The server asks for an API key: set {Variable}, or give it with --key. An admin makes one: gateway keys create --name NAME --scope SCOPE";
}
