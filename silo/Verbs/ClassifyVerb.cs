using System.CommandLine;
using System.Globalization;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Silo.Recognition;
using Spectre.Console;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo classify</c>.</summary>
internal static class ClassifyVerb
{
    private const int Shown = 3;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Media files: mp4, mov, m4a, mkv, webm, mp3, ogg, flac, wav, au." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line: file, genre, posterior (label to probability), model; or file, error (code, message)." };
        var model = ModelOption();
        var command = new Command("classify", "Recognise the genre of media files.\n\nExample:\n  silo classify --json song.mp3 video.mp4\nExits with 1 if any file failed.") { files, json, model };
        command.SetAction((parse, cancellation) => VerbErrors.CatchAsync(() => RunAsync(parse.GetValue(files)!, parse.GetValue(json), parse.GetValue(model), cancellation)));
        return command;
    }

    internal static Option<string?> ModelOption() => new("--model") { HelpName = "FILE", Description = "The model file. Default: the one that ships with the program." };

    /// <summary>Label → probability of a score.</summary>
    internal static Dictionary<string, double> Posterior(GenreModel model, GenreScore score) =>
        model.Labels.Zip(score.PartsPerMillion).ToDictionary(pair => pair.First, pair => pair.Second / (double)GenrePosterior.Whole);

    private static async Task<int> RunAsync(string[] files, bool json, string? modelPath, CancellationToken cancellation)
    {
        await using var recogniser = await Recogniser.StartAsync(modelPath);
        var model = recogniser.Model;
        var table = new Table().AddColumns("File", "Genre", "Probability", "Next");
        int failed = 0;
        await foreach (var one in recogniser.FilesAsync(files, cancellation))
        {
            if (one.Score is null) failed++;
            if (json) Console.WriteLine(Line(one, model));
            else AddRow(table, one, model);
        }

        if (!json)
        {
            AnsiConsole.Write(table);
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"model {model.Version}");
        }

        return failed > 0 ? 1 : 0;
    }

    private static string Line(Recognised one, GenreModel model) => one.Score is { } score
        ? VerbJson.Line(new { file = one.Name, genre = model.Labels[score.Best], posterior = Posterior(model, score), model = model.Version })
        : VerbJson.Line(new { file = one.Name, error = new { code = one.Error!.Code, message = one.Error.Message } });

    private static void AddRow(Table table, Recognised one, GenreModel model)
    {
        if (one.Score is not { } score)
        {
            table.AddRow(Markup.Escape(one.Name), $"[red]{one.Error!.Code}[/]", "", Markup.Escape(one.Error.Message));
            return;
        }

        var best = Posterior(model, score).OrderByDescending(p => p.Value).Take(Shown).ToArray();
        table.AddRow(
            Markup.Escape(one.Name), $"[green]{Markup.Escape(best[0].Key)}[/]", best[0].Value.ToString("P1", CultureInfo.InvariantCulture),
            Markup.Escape(string.Join(", ", best[1..].Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key} {p.Value:P1}")))));
    }
}
