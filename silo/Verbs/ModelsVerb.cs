using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Gateway.Verbs;
using MediaAnalytics.Inference;
using MediaAnalytics.Inference.Batching;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Silo.DataSets;
using Spectre.Console;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo models</c>: the verbs that talk to a server, and one that makes a file anew.</summary>
internal static class ModelsVerb
{
    private const int MaxCardBytes = 1 << 16;
    private const int Batch = 16;
    private static readonly JsonSerializerOptions CardJson = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static Command Create()
    {
        Command command = ModelsCommand.Create("silo");
        command.Subcommands.Add(Seal());
        return command;
    }

    private static Command Seal()
    {
        var file = new Argument<string>("FILE") { Description = "A model file." };
        var output = new Option<string>("--out") { Required = true, HelpName = "FILE", Description = "The model file to write. Its version is another, since its content is." };
        var card = new Option<string?>("--card")
        {
            HelpName = "FILE",
            Description = "A JSON object with parts of the card to set: data, split, train, valid, accuracy, accuracyLow, accuracyHigh, macroF1, calibrationError, command, licence, note. The others stay.",
        };
        var command = new Command(
            "seal",
            "Give an existing model file a golden check, of what its network answers in this program now, and parts of a card. Needs no server.\n\n"
            + "Example:\n  silo models seal old.model --out sealed.model --card card.json")
        {
            file, output, card,
        };
        command.SetAction((parse, _) => VerbErrors.CatchAsync(() => SealAsync(parse.GetValue(file)!, Path.GetFullPath(parse.GetValue(output)!), parse.GetValue(card))));
        return command;
    }

    private static async Task<int> SealAsync(string path, string output, string? cardPath)
    {
        var file = GenreModelFile.Read(path, LogMelContract.Default);
        // A file that fails its check is not given another that it passes.
        LoadedModel.Load(file, sequence: 0, TorchDevice.Cpu, Batch).Dispose();
        var card = cardPath is null ? file.Header.Card : (file.Header.Card ?? new()).With(await ReadAsync(cardPath));
        GenreModelFile.WriteChecked(output, file.Header with { Card = card }, file.Weights);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"model [bold]{GenreModelFile.Read(output, LogMelContract.Default).Model.Version}[/] written to {output}");
        return 0;
    }

    private static async Task<GenreModelCard> ReadAsync(string path)
    {
        if (!File.Exists(path)) throw new DataSetException($"There is no file {path}. Name one with --card.");
        if (new FileInfo(path).Length > MaxCardBytes) throw new DataSetException($"{path} is over {MaxCardBytes} bytes: no card.");
        try
        {
            var card = JsonSerializer.Deserialize<GenreModelCard>(await File.ReadAllTextAsync(path), CardJson) ?? throw new JsonException("it is null.");
            return card.Fault() is { } fault ? throw new DataSetException($"{path}: {fault}.") : card;
        }
        catch (JsonException e)
        {
            throw new DataSetException($"{path} is no card: {e.Message}");
        }
    }
}
