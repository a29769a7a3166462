using System.CommandLine;
using System.Globalization;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Silo.DataSets.Splits;
using MediaAnalytics.Silo.Recognition;
using MediaAnalytics.Silo.Training;
using Spectre.Console;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo evaluate</c>.</summary>
internal static class EvaluateVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Required = true, HelpName = "DIR", Description = "Labelled sound: " + SplitOptions.Forms };
        var split = new Option<string?>("--split") { HelpName = "RULE", Description = "Only one part of the data divided by " + SplitRule.Grammar + ", see above; or a name in the split column. Default: all tracks." };
        var part = new Option<string?>("--part") { HelpName = "PART", Description = "With a rule: train, valid or test. Default: test, or valid where the split has no test." };
        part.AcceptOnlyFromAmong("train", "valid", "test");
        Option<string?> lists = SplitOptions.Lists(), artists = SplitOptions.Artists();
        var json = new Option<bool>("--json") { Description = "One JSON object: n, accuracy, macroF1, interval (95 %, bootstrap over tracks), calibrationError (expected, 15 bins), confusion (stated genre to label to tracks), split (rule, part, and trainedBy: whether the model says that it learnt from the very sounds of its train part; null where the data are not divided), leakage (of judged tracks: judged, unknownArtist, sameArtist, sameSound, sameRecording, any; of tracks learnt from: learnt, unknownLearnt; hidesArtists: whether over a tenth of either are unknown; null where trainedBy is false, for the part train, and for a model that learnt from other sets, too), model, and what could not be judged." };
        var model = ClassifyVerb.ModelOption();
        var command = new Command(
            "evaluate",
            "Compare a model's answers with stated genres.\n\nGenres that the model has no label for appear in the confusion and in unknownGenres, but not in accuracy, macroF1 or interval, which are about the n - unknown others.\n\n"
            + "Examples:\n  silo evaluate --data ~/music --artists ~/artists.csv --split artist:7 --model own.model   # the tenth that silo train with the same data, artists and split judged by at its end\n"
            + "  silo evaluate --data ~/gtzan/genres_original --split fault-filtered --lists ~/gtzan --part valid --model my.model\n"
            + "  silo evaluate --data ../shared/data/gtzan-logmel --split valid              # the rows whose split column says valid\n"
            + "Figures hold only if the model learnt from the train part of the same split of the same files, by the same artists, or has never met the data. A model says what it learnt from, and it is told where that is something else.\n\n" + SplitOptions.Rules)
        {
            data, split, part, lists, artists, json, model,
        };
        command.Validators.Add(result =>
        {
            var rule = result.GetValue(split) is { } text ? SplitRule.Parse(text) : null;
            if (rule is null && result.GetValue(part) is not null) result.AddError($"--part goes with --split {SplitRule.Grammar}.");
            if (rule?.Kind != SplitKind.FaultFiltered && result.GetValue(lists) is not null) result.AddError("--lists is for --split fault-filtered.");
        });
        command.SetAction((parse, cancellation) => VerbErrors.CatchAsync(() => RunAsync(
            new EvaluateRequest(parse.GetValue(data)!, parse.GetValue(split), parse.GetValue(part), parse.GetValue(lists), parse.GetValue(artists), parse.GetValue(json), parse.GetValue(model)), Console.Out, cancellation)));
        return command;
    }

    /// <summary>Judges, and writes the object of --json to <paramref name="output"/>; all else goes to the console.</summary>
    internal static async Task<int> RunAsync(EvaluateRequest request, TextWriter output, CancellationToken cancellation)
    {
        // With --json, standard output has the object alone.
        var console = request.Json ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }) : AnsiConsole.Console;
        var (tracks, split) = await JudgedTracks.ReadAsync(request, console, cancellation);
        await using var recogniser = await Recogniser.StartAsync(request.Model);
        var labels = recogniser.Model.Labels;
        var judged = new List<(string Genre, string Label)>();
        var believed = new List<(double Confidence, bool IsRight)>();
        var failed = new List<(string File, MediaError Error)>();
        await foreach (var one in recogniser.TracksAsync(tracks, cancellation))
        {
            if (one.Score is not { } score)
            {
                failed.Add((one.Name, one.Error!));
                continue;
            }

            judged.Add((one.Genre, labels[score.Best]));
            if (labels.Contains(one.Genre)) believed.Add((score.PartsPerMillion[score.Best] / (double)GenrePosterior.Whole, labels[score.Best] == one.Genre));
        }

        var figures = GenreEvaluation.Of(judged, labels.ToArray());
        double calibrationError = GenreCalibration.ExpectedError(believed);
        if (request.Json) await output.WriteLineAsync(Line(figures, calibrationError, failed, recogniser.Model, split));
        else Show(figures, calibrationError, failed, recogniser.Model);
        return judged.Count == 0 ? 1 : 0;
    }

    private static string Line(GenreEvaluation figures, double calibrationError, List<(string File, MediaError Error)> failed, GenreModel model, JudgedPart? split) => VerbJson.Line(new
    {
        n = figures.N,
        nKnown = figures.NKnown,
        accuracy = Number(figures.Accuracy),
        macroF1 = Number(figures.MacroF1),
        interval = new[] { Number(figures.Interval.Low), Number(figures.Interval.High) },
        calibrationError = Number(calibrationError),
        confusion = figures.Confusion,
        unknownGenres = figures.UnknownGenres,
        split = split is null ? null : new { split.Rule, split.Part, split.TrainedBy },
        leakage = split?.Leakage,
        failed = failed.Select(f => new { file = f.File, error = new { code = f.Error.Code, message = f.Error.Message } }),
        model = model.Version,
        labels = model.Labels,
        contract = model.ContractId,
    });

    private static double? Number(double value) => double.IsNaN(value) ? null : value;

    private static void Show(GenreEvaluation figures, double calibrationError, List<(string File, MediaError Error)> failed, GenreModel model)
    {
        ConsoleWidth.Widen(AnsiConsole.Console);
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
        if (figures.NKnown == 0) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]nothing was judged[/] of {figures.N + failed.Count} tracks");
        else AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"n {figures.NKnown} of {figures.N + failed.Count}, accuracy [bold]{figures.Accuracy:P1}[/] (95 %: {figures.Interval.Low:P1} to {figures.Interval.High:P1}), macro F1 {figures.MacroF1:F3}, calibration error {calibrationError:P1}");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"model {model.Version}");
    }
}
