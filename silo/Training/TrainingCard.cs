using System.CommandLine;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Silo.DataSets;

namespace MediaAnalytics.Silo.Training;

/// <summary>What <c>silo train</c> knows of the model that it made, for the file's card.</summary>
internal static class TrainingCard
{
    private const int Digits = 4;
    private const int MaxNames = 500;

    /// <summary>Options with a value that say where files lie or how a run was stopped, and nothing of the model.</summary>
    private static readonly string[] OfThisMachine = ["--out", "--checkpoint", "--workers"];

    /// <summary>The card of a run.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="split">How the tracks were parted, and which part the figures are of.</param>
    /// <param name="train">Tracks learnt from.</param>
    /// <param name="figures">Null where nothing was judged.</param>
    /// <param name="calibrationError">Not a number where nothing was judged.</param>
    public static GenreModelCard Of(TrainingRequest request, string split, int train, GenreEvaluation? figures, double calibrationError) => new()
    {
        Data = string.Join(", also ", request.Also.Prepend(request.Data).Select(folder => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))))),
        Split = split,
        Train = train,
        Valid = figures?.NKnown,
        Accuracy = Number(figures?.Accuracy),
        AccuracyLow = Number(figures?.Interval.Low),
        AccuracyHigh = Number(figures?.Interval.High),
        MacroF1 = Number(figures?.MacroF1),
        CalibrationError = Number(calibrationError),
        Command = request.Command,
    };

    /// <summary>How the data were parted, by the names in their split column.</summary>
    public static string SplitOf(IReadOnlyList<GenreTrack> train, IReadOnlyList<GenreTrack> judged) =>
        $"learnt from {Names(train)}, judged by {(judged.Count == 0 ? "nothing" : Names(judged))}";

    /// <summary>The command that was typed, without what differs between machines and runs: folders above what it reads, where files are written, and whether it was resumed.</summary>
    public static string CommandOf(ParseResult parsed)
    {
        List<string> words = ["silo"];
        string before = "";
        foreach (string word in parsed.Tokens.Select(token => token.Value))
        {
            string value = word.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(word)) : word;
            if (!OfThisMachine.Contains(before) && !OfThisMachine.Contains(word) && word != "--resume") words.Add(value.Contains(' ', StringComparison.Ordinal) ? $"'{value}'" : value);
            before = word;
        }

        string command = string.Join(' ', words);
        return command.Length <= GenreModelCard.MaxText ? command : command[..GenreModelCard.MaxText];
    }

    private static string Names(IReadOnlyList<GenreTrack> tracks)
    {
        string names = string.Join(", ", tracks.Select(track => track.Split).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal));
        return names.Length is 0 or > MaxNames ? "all" : names;
    }

    private static double? Number(double? value) => value is { } figure && double.IsFinite(figure) ? Math.Round(figure, Digits) : null;
}
