using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace MediaAnalytics.Gateway.Keys;

/// <summary>
/// Proxies whose word is taken for where a request came from: X-Forwarded-For gives the caller's address, X-Forwarded-Proto its scheme. Whatever others write
/// there counts for nothing.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Says what is wrong with Keys:Proxies; null where nothing is.</summary>
    public static string? Problem(string? proxies) => Split(proxies).Select(static text =>
            Parse(text) is not { } network ? $"Keys:Proxies: '{text}' is no address such as 10.0.0.7, and no network such as 10.0.0.0/16"
            : network.PrefixLength == 0 ? $"Keys:Proxies: '{text}' is everybody: name the proxies' own addresses or network"
            : null)
        .FirstOrDefault(static problem => problem is not null);

    /// <summary>Takes their word, where there are any. Before whatever looks at the caller's address.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app)
    {
        IPNetwork[] networks = [.. Split(app.ApplicationServices.GetRequiredService<KeysOptions>().Proxies).Select(Parse).OfType<IPNetwork>()];
        if (networks.Length == 0)
            return app;
        // No limit: one proxy after the other is believed, up to the first address that is none.
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (IPNetwork network in networks)
            forwarded.KnownIPNetworks.Add(network);
        return app.UseForwardedHeaders(forwarded);
    }

    private static string[] Split(string? proxies) => proxies?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static IPNetwork? Parse(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) ? new(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out IPNetwork network) ? network
        : null;
}
