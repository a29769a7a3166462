using System.Text.Encodings.Web;
using System.Text.Json;
using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>
/// An MV's record as JSON in UTF-8: enumerations by number, absent fields left out. Fields that a later version adds are skipped, and fields that an
/// earlier version lacked take their defaults.
/// </summary>
internal static class MvRecordCodec
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        // The bytes never meet a browser.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(EventWriter writer, MvRecord record) => writer.Raw(JsonSerializer.SerializeToUtf8Bytes(record, Options));

    public static MvRecord Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<MvRecord>(json, Options) ?? throw new InvalidDataException("The event holds no MV record.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The event's MV record can't be read: {e.Message}", e);
        }
    }
}
