using System.Text.Json;
using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Keys.Authentication;
using MediaAnalytics.Gateway.Keys.Ring;
using MediaAnalytics.Gateway.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>
/// Writes a health report as JSON, so that a person sees what is not ready. Anybody may ask, so paths and hosts that stand in errors are told to those alone
/// who may read the books, too.
/// </summary>
internal static class HealthJson
{
    /// <summary>Key of a check's data: what it says to whoever may read.</summary>
    public const string Whole = "whole";

    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        bool reader = MayRead(context);
        return context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(
                    entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), description = Describe(entry.Value, reader) }),
            },
            JsonSerializerOptions.Web,
            context.RequestAborted);
    }

    /// <summary>Where no keys are asked for, the API's addresses are loopback; those of telemetry need not be.</summary>
    private static bool MayRead(HttpContext context) =>
        context.User.Identity is KeyIdentity { Holder: var holder } && holder.Scopes.Opens(ApiKeyScopes.Read)
        && (holder != KeyHolder.Everyone || !context.RequestServices.GetRequiredService<TelemetryAddresses>().Brought(context));

    private static string? Describe(HealthReportEntry entry, bool reader) =>
        reader && entry.Data.TryGetValue(Whole, out object? whole) ? (string)whole
        : entry.Exception is { } thrown && !reader && thrown.Message == entry.Description ? "the check failed"
        : entry.Description;
}
