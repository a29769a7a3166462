using MediaAnalytics.Contracts.Keys;

namespace MediaAnalytics.Gateway.Keys;

/// <summary>Scopes as words.</summary>
internal static class ScopeWords
{
    private static readonly (string Word, ApiKeyScopes Scope)[] Known =
        [("read", ApiKeyScopes.Read), ("ingest", ApiKeyScopes.Ingest), ("admin", ApiKeyScopes.Admin)];

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(known => known.Word)];

    /// <summary>The words of a set of scopes.</summary>
    public static string[] Of(ApiKeyScopes scopes) => [.. Known.Where(known => scopes.HasFlag(known.Scope)).Select(known => known.Word)];

    /// <summary>The scopes that words name, or the first word that names none.</summary>
    public static (ApiKeyScopes Scopes, string? Unknown) Parse(IEnumerable<string> words)
    {
        ApiKeyScopes scopes = ApiKeyScopes.None;
        foreach (string word in words)
        {
            int place = Array.FindIndex(Known, known => known.Word == word);
            if (place < 0)
                return (scopes, word);
            scopes |= Known[place].Scope;
        }

        return (scopes, null);
    }

    /// <summary>Whether what is held opens what any of <paramref name="anyOf"/> opens.</summary>
    public static bool Opens(this ApiKeyScopes held, ApiKeyScopes anyOf) => (held & (anyOf | ApiKeyScopes.Admin)) != 0;
}
