using System.CommandLine;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.Lab;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo ablate</c>.</summary>
internal static class AblateVerb
{
    private const int MostWorkers = 64, MostEpochs = 10_000, MostCrops = 100;
    private static readonly TrainingOptions Defaults = new() { Epochs = 60 };

    public static Command Create()
    {
        var data = new Option<string[]>("--data") { Required = true, Arity = ArgumentArity.OneOrMore, HelpName = "DIR", Description = "Data sets, one --data each: a log-mel set with a split column (train, valid), or sound with an index.csv (file, genre, artist, fold). Sets without folds or a split are divided by artist." };
        var output = new Option<string>("--out") { DefaultValueFactory = _ => "lab", HelpName = "DIR", Description = "The laboratory's folder: a file for each fit, table.csv, report.md and figures. Run the same command again to go on after a stop." };
        var report = new Option<string?>("--report") { HelpName = "FILE", Description = "Also write the report here, with its figures in a folder beside it." };
        var full = new Option<bool>("--full") { Description = "Three seeds of each network instead of one, and four artist-disjoint folds beside a set's own split." };
        var methods = new Option<string>("--methods") { DefaultValueFactory = _ => string.Join(',', LabMethods.All), HelpName = "A,B", Description = "What to compare: svm, bpnn, and the network's variants a (plain), b (attention), c (stacked convolutions and attention), d (attention and residual), e (all)." };
        var workers = Number("--workers", Math.Max(1, Environment.ProcessorCount), 1, MostWorkers, "Fits at once, one core each.");
        var epochs = Number("--epochs", Defaults.Epochs, 1, MostEpochs, "Passes over the clips of each network.");
        var crops = Number("--crops", Defaults.CropsPerClip, 1, MostCrops, "Random crops of each clip in an epoch.");
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Defaults.Seed, Description = "The first seed." };
        var command = new Command(
            "ablate",
            "The genre laboratory: train the network's variants and its rivals on the same splits, and write the table of the paper beside what came out.\n\n"
            + "Example:\n  silo ablate --data ../shared/data/gtzan-logmel --data ../shared/data/audio --out lab\nStopped? The same command goes on where it was and ends with the same figures.")
        {
            data, output, report, full, methods, workers, epochs, crops, seed,
        };
        command.SetAction((parse, cancellation) => VerbErrors.CatchAsync(() => LabRun.RunAsync(
            new LabRequest(
                parse.GetValue(data)!, parse.GetValue(output)!, parse.GetValue(report), parse.GetValue(full),
                parse.GetValue(methods)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), parse.GetValue(workers),
                Defaults with { Epochs = parse.GetValue(epochs), CropsPerClip = parse.GetValue(crops), Seed = parse.GetValue(seed) }),
            cancellation)));
        return command;
    }

    private static Option<int> Number(string name, int usual, int least, int most, string description)
    {
        var option = new Option<int>(name) { DefaultValueFactory = _ => usual, Description = $"{description} {least} to {most}." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is int value && (value < least || value > most)) result.AddError($"{name} must be {least} to {most}, not {value}.");
        });
        return option;
    }
}
