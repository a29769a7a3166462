using System.CommandLine;
using System.Globalization;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.Recognition;
using Spectre.Console;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo evaluate</c>.</summary>
internal static class EvaluateVerb
{
    private const int RedirectedWidth = 160;

    public static Command Create()
    {
        var data = new Option<string>("--data") { Required = true, HelpName = "DIR", Description = "Labelled sound: a folder of audio per genre; or a folder with index.csv (file, genre); or a log-mel set (logmel.u8 beside index.csv with row, clip, genre)." };
        var split = new Option<string?>("--split") { HelpName = "NAME", Description = "Only the rows whose split column says so. Default: all rows." };
        var json = new Option<bool>("--json") { Description = "One JSON object: n, accuracy, macroF1, interval (95 %, bootstrap over tracks), confusion (stated genre to label to tracks), model, and what could not be judged." };
        var model = ClassifyVerb.ModelOption();
        var command = new Command(
            "evaluate",
            "Compare a model's answers with stated genres.\n\nGenres that the model has no label for appear in the confusion and in unknownGenres, but not in accuracy, macroF1 or interval, which are about the n - unknown others.\n\nExample:\n  silo evaluate --data ../shared/data/gtzan-logmel --split valid")
        {
            data, split, json, model,
        };
        command.SetAction((parse, cancellation) => VerbErrors.CatchAsync(() => RunAsync(parse.GetValue(data)!, parse.GetValue(split), parse.GetValue(json), parse.GetValue(model), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string? split, bool json, string? modelPath, CancellationToken cancellation)
    {
        var set = GenreDataSet.Open(folder);
        if (split is not null && !set.Splits.Contains(split)) throw new DataSetException($"The data has no split '{split}', only: {string.Join(", ", set.Splits.Order())}.");
        await using var recogniser = await Recogniser.StartAsync(modelPath);
        var labels = recogniser.Model.Labels;
        var judged = new List<(string Genre, string Label)>();
        var failed = new List<(string File, MediaError Error)>();
        await foreach (var one in recogniser.TracksAsync(set, split, cancellation))
        {
            if (one.Score is { } score) judged.Add((one.Genre, labels[score.Best]));
            else failed.Add((one.Name, one.Error!));
        }

        var figures = GenreEvaluation.Of(judged, labels.ToArray());
        if (json) Console.WriteLine(Line(figures, failed, recogniser.Model));
        else Show(figures, failed, recogniser.Model);
        return judged.Count == 0 ? 1 : 0;
    }

    private static string Line(GenreEvaluation figures, List<(string File, MediaError Error)> failed, GenreModel model) => VerbJson.Line(new
    {
        n = figures.N,
        nKnown = figures.NKnown,
        accuracy = Number(figures.Accuracy),
        macroF1 = Number(figures.MacroF1),
        interval = new[] { Number(figures.Interval.Low), Number(figures.Interval.High) },
        confusion = figures.Confusion,
        unknownGenres = figures.UnknownGenres,
        failed = failed.Select(f => new { file = f.File, error = new { code = f.Error.Code, message = f.Error.Message } }),
        model = model.Version,
        labels = model.Labels,
        contract = model.ContractId,
    });

    private static double? Number(double value) => double.IsNaN(value) ? null : value;

    private static void Show(GenreEvaluation figures, List<(string File, MediaError Error)> failed, GenreModel model)
    {
        // A redirected console counts as 80 columns, too few for ten genres.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = RedirectedWidth;
        var table = new Table().Title("tracks by stated genre (rows) and label given (columns)").AddColumn("");
        foreach (string label in model.Labels) table.AddColumn(new TableColumn(Markup.Escape(label)).RightAligned());
        table.AddColumn(new TableColumn("recall").RightAligned());
        foreach (var (genre, row) in figures.Confusion)
        {
            bool known = model.Labels.Contains(genre);
            string recall = known ? (row.GetValueOrDefault(genre) / (double)row.Values.Sum()).ToString("P0", CultureInfo.InvariantCulture) : "no label";
            table.AddRow([Markup.Escape(genre), .. model.Labels.Select(l => row.TryGetValue(l, out int n) ? n.ToString(CultureInfo.InvariantCulture) : "."), recall]);
        }

        AnsiConsole.Write(table);
        foreach (var (file, error) in failed) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{error.Code}[/] {file}: {error.Message}");
        if (figures.UnknownGenres.Count > 0) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"not judged, for the model has no such label: {string.Join(", ", figures.UnknownGenres)}");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"n {figures.NKnown} of {figures.N + failed.Count}, accuracy [bold]{figures.Accuracy:P1}[/] (95 %: {figures.Interval.Low:P1} to {figures.Interval.High:P1}), macro F1 {figures.MacroF1:F3}");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"model {model.Version}");
    }
}
