namespace MediaAnalytics.Gateway.Keys;

/// <summary>Whether and how callers are asked who they are. Configuration section <c>Keys</c>.</summary>
public sealed record KeysOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Keys";

    /// <summary>Shortest <see cref="Admin"/>, in characters.</summary>
    public const int MinAdmin = 32;

    /// <summary>Longest <see cref="Admin"/>, in characters.</summary>
    public const int MaxAdmin = 512;

    private const int MinDifferent = 8;

    private const string HowTo = "Make one with: openssl rand -base64 33";

    /// <summary>Whether API keys are asked for. Default: false, and then only loopback addresses are listened on.</summary>
    public bool Required { get; init; }

    /// <summary>
    /// A bootstrap key with the scope admin, 32 to 512 visible ASCII characters, drawn at random. It works while no other key does, and all gateways of a
    /// cluster have the same: the page's sessions are signed with it, too. Default: none.
    /// </summary>
    public string? Admin { get; init; }

    /// <summary>
    /// Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses and networks, separated by <c>;</c>, e.g. <c>10.0.0.0/16</c>. Without them all
    /// callers behind an ingress have its address, and share its wait after wrong keys. Default: none.
    /// </summary>
    public string? Proxies { get; init; }

    /// <summary>Says what is wrong, naming the key and never a secret; null where nothing is.</summary>
    public string? Problem() => AdminProblem() ?? TrustedProxies.Problem(Proxies);

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(KeysOptions)} {{ Required = {Required}, Admin = {(Admin is null ? "none" : "set")} }}";

    private string? AdminProblem() =>
        string.IsNullOrEmpty(Admin) ? (Required ? $"Keys:Required needs Keys:Admin, a first key of at least {MinAdmin} characters. {HowTo}" : null)
        : Admin.Length is < MinAdmin or > MaxAdmin ? $"Keys:Admin must have {MinAdmin} to {MaxAdmin} characters. {HowTo}"
        : Admin.Any(letter => letter is <= ' ' or > '~') ? $"Keys:Admin must be visible ASCII characters without spaces: it travels in a header. {HowTo}"
        : Admin.Distinct().Count() < MinDifferent ? $"Keys:Admin must be random: it has fewer than {MinDifferent} different characters. {HowTo}"
        : null;
}
