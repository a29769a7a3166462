using System.Text.Encodings.Web;
using System.Text.Json;

namespace MediaAnalytics.Analysis.Genre;

/// <summary>What a genre model's file says of the model's making and worth, for people to choose versions by. Every part may be missing. It bears no date.</summary>
public sealed record GenreModelCard
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxText = 2_000;

    private const int MaxTracks = 1_000_000_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The data that it learnt from.</summary>
    public string? Data { get; init; }

    /// <summary>How they were parted into tracks to learn from and tracks to judge by.</summary>
    public string? Split { get; init; }

    /// <summary>Tracks that it learnt from.</summary>
    public int? Train { get; init; }

    /// <summary>Tracks that the figures below are of; it did not learn from them.</summary>
    public int? Valid { get; init; }

    /// <summary>Share of them whose likeliest label is their genre; 0 to 1.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Lower end of the accuracy's 95 % interval; 0 to 1.</summary>
    public double? AccuracyLow { get; init; }

    /// <summary>Upper end of the accuracy's 95 % interval; 0 to 1.</summary>
    public double? AccuracyHigh { get; init; }

    /// <summary>Mean over genres of the harmonic mean of precision and recall; 0 to 1.</summary>
    public double? MacroF1 { get; init; }

    /// <summary>Expected calibration error; 0 to 1.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>The command that made it.</summary>
    public string? Command { get; init; }

    /// <summary>What may be done with it.</summary>
    public string? Licence { get; init; }

    /// <summary>Anything else.</summary>
    public string? Note { get; init; }

    /// <summary>What is wrong with a card; null where nothing is.</summary>
    public string? Fault()
    {
        foreach ((string name, string? text) in new[] { ("data", Data), ("split", Split), ("command", Command), ("licence", Licence), ("note", Note) })
        {
            if (text is { Length: > MaxText }) return $"its card's {name} is over {MaxText} characters";
            if (text?.Any(letter => char.IsControl(letter) && letter is not '\n') == true) return $"its card's {name} holds control characters";
        }

        if (new[] { Train, Valid }.Any(count => count is < 0 or > MaxTracks)) return $"its card's train and valid must be 0 to {MaxTracks}";
        return new[] { Accuracy, AccuracyLow, AccuracyHigh, MacroF1, CalibrationError }.Any(share => share is not null and not (>= 0 and <= 1))
            ? "its card's figures must be 0 to 1" : null;
    }

    /// <summary>This card with the parts that <paramref name="other"/> has.</summary>
    public GenreModelCard With(GenreModelCard other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new()
        {
            Data = other.Data ?? Data, Split = other.Split ?? Split, Train = other.Train ?? Train, Valid = other.Valid ?? Valid, Accuracy = other.Accuracy ?? Accuracy,
            AccuracyLow = other.AccuracyLow ?? AccuracyLow, AccuracyHigh = other.AccuracyHigh ?? AccuracyHigh, MacroF1 = other.MacroF1 ?? MacroF1,
            CalibrationError = other.CalibrationError ?? CalibrationError, Command = other.Command ?? Command, Licence = other.Licence ?? Licence, Note = other.Note ?? Note,
        };
    }

    /// <summary>The card as one JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote; unknown members are passed over.</summary>
    /// <exception cref="JsonException">It is no such object.</exception>
    public static GenreModelCard Parse(string json) => JsonSerializer.Deserialize<GenreModelCard>(json, Json) ?? throw new JsonException("The card is null.");
}
