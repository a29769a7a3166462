using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>Writes a health report as JSON, so that a person sees what is not ready.</summary>
internal static class HealthJson
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description }),
        },
        JsonSerializerOptions.Web,
        context.RequestAborted);
}
