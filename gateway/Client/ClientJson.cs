using System.Text.Encodings.Web;
using System.Text.Json;

namespace MediaAnalytics.Gateway.Client;

/// <summary>How the client reads and writes JSON: camel case, any script as it is.</summary>
internal static class ClientJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
