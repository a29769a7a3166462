using MediaAnalytics.Gateway.Keys;

namespace MediaAnalytics.Gateway.Telemetry;

/// <summary>
/// Keeps health and metrics apart from the API: each is served on its own addresses only. It goes by the port that a connection came in by, since a caller
/// writes what stands in <c>Host</c>. As metadata it marks the endpoints of health and metrics. Any thread.
/// </summary>
/// <param name="urls">Checked addresses of their own, separated by <c>;</c>; null for the API's.</param>
internal sealed class TelemetryAddresses(string? urls)
{
    private readonly HashSet<int> ports = [.. ListenAddresses.Ports(urls ?? "")];

    /// <summary>Whether there are such addresses.</summary>
    public bool Apart => ports.Count > 0;

    /// <summary>Whether a request came by one of them.</summary>
    public bool Brought(HttpContext context) => ports.Contains(context.Connection.LocalPort);

    /// <summary>Answers 404 to what is asked for on the other side's address.</summary>
    public Task KeepApartAsync(HttpContext context, RequestDelegate next)
    {
        bool telemetry = context.GetEndpoint()?.Metadata.GetMetadata<TelemetryAddresses>() is not null;
        if (telemetry == Brought(context))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
