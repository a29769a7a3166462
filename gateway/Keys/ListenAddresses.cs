using System.Net;

namespace MediaAnalytics.Gateway.Keys;

/// <summary>Which addresses a server with the API may listen on.</summary>
public static class ListenAddresses
{
    private const string Example = "http://127.0.0.1:8080";

    /// <summary>
    /// Says why a server may not listen so; null where it may. Without keys only loopback addresses will do, as the web server reads them: of names
    /// <c>localhost</c> alone is one, and any other name means every address of the machine.
    /// </summary>
    /// <param name="urls">Addresses, separated by <c>;</c>, e.g. <c>http://0.0.0.0:8080</c>.</param>
    /// <param name="keys">Whether keys are asked for.</param>
    public static string? Problem(string urls, KeysOptions keys)
    {
        ArgumentNullException.ThrowIfNull(urls);
        ArgumentNullException.ThrowIfNull(keys);
        string[] addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0)
            return $"Urls: give an address such as {Example}";
        foreach (string url in addresses)
        {
            if (Parse(url) is not { } address)
                return $"Urls: '{url}' is no address such as {Example}";
            if (!keys.Required && !IsLoopback(address.Host))
            {
                return $"Urls: '{url}' is not a loopback address, and whoever reaches the API without keys owns it. Either listen on {Example}, or set "
                    + "Keys:Required to true and Keys:Admin to a first key (environment: MEDIAANALYTICS_Keys__Required=true, MEDIAANALYTICS_Keys__Admin; "
                    + "'openssl rand -base64 33' makes one)";
            }
        }

        return keys.Problem();
    }

    private static BindingAddress? Parse(string url)
    {
        try
        {
            BindingAddress address = BindingAddress.Parse(url);
            bool serves = address.Scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
            return serves && address.Host.Length > 0 && !address.IsUnixPipe && !address.IsNamedPipe && address.PathBase.Length == 0 ? address : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
