using MediaAnalytics.Contracts.Keys;

namespace MediaAnalytics.Gateway.Keys.Ring;

/// <summary>Who asks.</summary>
/// <param name="Id">Id of the key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">What it opens.</param>
/// <param name="Session">When the session ends that the key opened; null where the key itself was given.</param>
internal sealed record KeyHolder(string Id, string Name, ApiKeyScopes Scopes, DateTimeOffset? Session = null)
{
    /// <summary>Id of the key of the configuration. No made key has it: theirs are longer.</summary>
    public const string BootstrapId = "bootstrap";

    /// <summary>Everybody, where no keys are asked for.</summary>
    public static KeyHolder Everyone { get; } = new("", "everyone", ApiKeyScopes.Admin);

    /// <summary>Whoever has the key of the configuration.</summary>
    public static KeyHolder Bootstrap { get; } = new(BootstrapId, "Keys:Admin", ApiKeyScopes.Admin);
}
