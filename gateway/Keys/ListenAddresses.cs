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
        string[] addresses = Split(urls);
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

    /// <summary>
    /// Says why health and metrics may not have these addresses; null where they may. They are told from the API's by their ports, and need not be loopback:
    /// silos serve the same openly.
    /// </summary>
    /// <param name="telemetry">Telemetry:Urls.</param>
    /// <param name="urls">The API's addresses.</param>
    public static string? TelemetryProblem(string? telemetry, string urls)
    {
        if (telemetry is null)
            return null;
        string[] addresses = Split(telemetry);
        if (addresses.Length == 0 || addresses.FirstOrDefault(url => Parse(url) is not { Port: > 0 }) is not null)
            return $"Telemetry:Urls: '{telemetry}' is no address with a port, such as http://*:9090";
        return Ports(telemetry).Intersect(Ports(urls)).Any() ? $"Telemetry:Urls: '{telemetry}' must have other ports than Urls, '{urls}'" : null;
    }

    /// <summary>The ports of addresses; those that can't be read have none.</summary>
    internal static IEnumerable<int> Ports(string urls) => Split(urls).Select(Parse).OfType<BindingAddress>().Select(address => address.Port);

    private static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

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
