using System.CommandLine;
using MediaAnalytics.Analysis.Genre;

namespace MediaAnalytics.Silo.Training;

/// <summary>What <c>silo train</c> knows of the model that it made, for the file's card.</summary>
internal static class TrainingCard
{
    private const int Digits = 4;

    /// <summary>Options with a value that say where files lie or how a run was stopped, and nothing of the model.</summary>
    private static readonly string[] OfThisMachine = ["--out", "--checkpoint", "--workers"];

    /// <summary>The card of a run; <paramref name="figures"/> are of the tracks of <paramref name="part"/>, valid or test.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="train">Tracks learnt from.</param>
    /// <param name="part">The side that the figures are of.</param>
    /// <param name="figures">Null where nothing was judged.</param>
    /// <param name="calibrationError">Not a number where nothing was judged.</param>
    public static GenreModelCard Of(TrainingRequest request, int train, string part, GenreEvaluation? figures, double calibrationError) => new()
    {
        Data = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Data))),
        Split = $"{request.Split?.ToString() ?? $"learnt from {request.TrainSplits ?? "the data's own choice"}, judged by {request.ValidSplits ?? "the data's own choice"}"}; figures of {part}",
        Train = train,
        Valid = figures?.NKnown,
        Accuracy = Number(figures?.Accuracy),
        AccuracyLow = Number(figures?.Interval.Low),
        AccuracyHigh = Number(figures?.Interval.High),
        MacroF1 = Number(figures?.MacroF1),
        CalibrationError = Number(calibrationError),
        Command = request.Command,
    };

    /// <summary>The command that was typed, without what differs between machines and runs: folders above the data, where files are written, and whether it was resumed.</summary>
    public static string CommandOf(ParseResult parsed)
    {
        List<string> words = ["silo"];
        string before = "";
        foreach (string word in parsed.Tokens.Select(token => token.Value))
        {
            string value = before == "--data" ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(word))) : word;
            if (!OfThisMachine.Contains(before) && !OfThisMachine.Contains(word) && word != "--resume") words.Add(value.Contains(' ', StringComparison.Ordinal) ? $"'{value}'" : value);
            before = word;
        }

        string command = string.Join(' ', words);
        return command.Length <= GenreModelCard.MaxText ? command : command[..GenreModelCard.MaxText];
    }

    private static double? Number(double? value) => value is { } figure && double.IsFinite(figure) ? Math.Round(figure, Digits) : null;
}
