using System.CommandLine;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.Lab;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo ablate</c>.</summary>
internal static class AblateVerb
{
    private const int MostEpochs = 10_000, MostCrops = 100;
    private static readonly TrainingOptions Defaults = new() { Epochs = 60 };

    public static Command Create()
    {
        var data = new Option<string[]>("--data") { Required = true, Arity = ArgumentArity.OneOrMore, HelpName = "DIR", Description = "Data sets, one --data each: what silo train takes. A set with folds is judged fold by fold, one with a split column by it, any other in four folds by artist. Of each track the first 30 s are heard." };
        var output = new Option<string>("--out") { DefaultValueFactory = _ => "lab", HelpName = "DIR", Description = "The laboratory's folder: a file for each fit, table.csv, report.md and figures. Run the same command again to go on after a stop." };
        var report = new Option<string?>("--report") { HelpName = "FILE", Description = "Also write the report here, with its figures in a folder beside it." };
        var full = new Option<bool>("--full") { Description = "Three seeds of each network instead of one, and four artist-disjoint folds beside a set's own split." };
        var methods = new Option<string>("--methods") { DefaultValueFactory = _ => string.Join(',', LabMethods.All), HelpName = "A,B", Description = "What to compare: svm, bpnn, and the network's variants a (plain), b (attention), c (stacked convolutions and attention), d (attention and residual), e (all)." };
        var techniques = new Option<bool>("--techniques") { Description = "Also the DCNN-SSA network of silo train (c), alone and of as many --epochs as the others, with one technique of training less, or one more: " + string.Join(", ", LabTechnique.All.Select(t => t.Method)) + ". --methods can name some of them. Each costs as much as (c) does, the summary a hundredth." };
        Option<string?> lists = SplitOptions.Lists("Divide the set that has their clips by GTZAN's fault-filtered lists in this folder: train, and valid to judge by."), artists = SplitOptions.Artists();
        var workers = CountOption.Create("--workers", CountOption.Cores, "Fits at once, one core each.", 1, CountOption.MostAtOnce);
        var epochs = CountOption.Create("--epochs", Defaults.Epochs, "Passes over the clips of each network.", 1, MostEpochs);
        var crops = CountOption.Create("--crops", Defaults.CropsPerClip, "Random crops of each clip in an epoch.", 1, MostCrops);
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Defaults.Seed, Description = "The first seed." };
        var command = new Command(
            "ablate",
            "The genre laboratory: train the network's variants and its rivals on the same splits, and write the table of the paper beside what came out.\n\n"
            + "Example:\n  silo ablate --data ../shared/data/gtzan-logmel --data ../shared/data/audio --out lab\n  silo ablate --data ~/gtzan/genres_original --artists ~/artists.csv --lists ~/gtzan --out gtzan-lab\nStopped? The same command goes on where it was and ends with the same figures.")
        {
            data, artists, lists, output, report, full, methods, techniques, workers, epochs, crops, seed,
        };
        command.SetAction((parse, cancellation) => VerbErrors.CatchAsync(() => LabRun.RunAsync(
            new LabRequest(
                parse.GetValue(data)!, parse.GetValue(output)!, parse.GetValue(report), parse.GetValue(full),
                parse.GetValue(methods)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Concat(parse.GetValue(techniques) ? LabTechnique.All.Select(t => t.Method) : []).Distinct().ToArray(), parse.GetValue(workers),
                Defaults with { Epochs = parse.GetValue(epochs), CropsPerClip = parse.GetValue(crops), Seed = parse.GetValue(seed) }) { Artists = parse.GetValue(artists), Lists = parse.GetValue(lists) },
            cancellation)));
        return command;
    }
}
