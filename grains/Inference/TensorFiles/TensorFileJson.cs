using System.Text.Json;

namespace MediaAnalytics.Inference.TensorFiles;

/// <summary>How headers are written: camel case, one line.</summary>
internal static class TensorFileJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);
}
