using System.Text.Encodings.Web;
using System.Text.Json;

namespace MediaAnalytics.Silo.Verbs;

/// <summary>How verbs print JSON: camel case, one line, names of files as they are.</summary>
internal static class VerbJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DictionaryKeyPolicy = null,
    };

    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);
}
