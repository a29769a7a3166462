using System.Text.Json;

namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>The documents as JSON.</summary>
internal static class ManifestJson
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web);

    public static BinaryData Write<T>(T document) => new(JsonSerializer.SerializeToUtf8Bytes(document, Form));

    /// <summary>Reads a document.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of a later version.</exception>
    public static T Read<T>(BinaryData text, string blob, int newest)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            int format = document.RootElement.GetProperty("format").GetInt32();
            if (format > newest)
            {
                throw new InvalidDataException($"The blob {blob} has format {format}, but this version of the program reads {newest} at most. "
                    + "Use the later version that wrote it.");
            }

            return document.RootElement.Deserialize<T>(Form) ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"The blob {blob} is damaged ({e.Message}). Restore log and manifests from one backup.", e);
        }
    }
}
