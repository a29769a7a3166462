using System.Globalization;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Simulation;
using MediaAnalytics.Gateway.Simulation.Files;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>What the user typed after <c>gateway simulate</c>.</summary>
internal sealed record SimulateArguments(
    string Out, int Mvs, int Days, long Seed, bool Media, string? Until, string Platforms, int Every, bool Live, string Server,
    string? Key = null)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Out} of {Mvs} MVs";

    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>The simulation asked for, or why it can't be had.</summary>
    public (SimulationOptions? Options, SimulationError? Error) ToOptions(TimeProvider time)
    {
        var end = SimulationMarker.Read(Out)?.Until ?? new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        if (Until is not null && !TryParse(Until, out end))
        {
            return (null, new("bad-instant", $"--until {Until} is no RFC 3339 instant: write it like 2026-01-31T00:00:00Z, "
                + "with a zone and no fraction of a second."));
        }
        var options = new SimulationOptions(Mvs, Days, Seed, end, Platforms.Split(',', StringSplitOptions.TrimEntries), Every, Media);
        return options.Validate() is { } error ? (null, error) : (options, null);
    }

    /// <summary>The server's address, or why it is none.</summary>
    public (Uri? Server, SimulationError? Error) ToServer() =>
        Uri.TryCreate(Server, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? (uri, null)
            : (null, new("bad-server", $"--server {Server} is no address: write it like http://127.0.0.1:8080."));

    /// <summary>The API key to show, or why it is none.</summary>
    public (string? Key, SimulationError? Error) ToKey()
    {
        try
        {
            return (ClientKey.Resolve(Key), null);
        }
        catch (ClientFault fault)
        {
            return (null, new("bad-key", fault.Message));
        }
    }

    private static bool TryParse(string text, out DateTimeOffset instant)
    {
        // "zzz" does not read the Z of RFC 3339.
        var zoned = text.EndsWith('Z') || text.EndsWith('z') ? text[..^1] + "+00:00" : text;
        var whole = DateTimeOffset.TryParseExact(zoned, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant)
            && instant.Ticks % TimeSpan.TicksPerSecond == 0;
        instant = instant.ToUniversalTime();
        return whole;
    }
}
