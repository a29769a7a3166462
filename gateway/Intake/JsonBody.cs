using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace MediaAnalytics.Gateway.Intake;

/// <summary>Reads a request's body as one small JSON object, strictly: a field that is unknown or stands there twice is a mistake, not a default.</summary>
internal static class JsonBody
{
    /// <summary>Longest body in bytes, decompressed.</summary>
    public const int MaxBytes = 1 << 16;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The body, or what is wrong with it.</summary>
    public static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(HttpRequest request, CancellationToken cancellation)
        where T : class
    {
        if (!IsJson(request.ContentType))
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "body.type", "Send JSON with Content-Type: application/json."));
        if (RequestBody.Open(request, MaxBytes) is not { } body) return (null, RequestBody.UnknownEncoding);
        try
        {
            T? value = await JsonSerializer.DeserializeAsync<T>(body, Options, cancellation);
            return value is not null ? (value, null) : (null, NotTheJson("$"));
        }
        catch (JsonException fault)
        {
            return (null, NotTheJson(fault.Path ?? "$"));
        }
        catch (Exception fault) when (RequestBody.ProblemOf(request.HttpContext, fault, $"The body may have {MaxBytes} bytes at most.") is { } problem)
        {
            return (null, problem);
        }
    }

    private static bool IsJson(string? contentType) =>
        string.IsNullOrEmpty(contentType)
        || (MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));

    private static IResult NotTheJson(string path) => Problems.Of(
        StatusCodes.Status400BadRequest, "body.json",
        $"The body is not the JSON object that is asked for: look at {path}. Unknown and repeated fields are refused; /openapi/v1.json names the known ones.");
}
