using System.CommandLine;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets.Splits;
using MediaAnalytics.Silo.Lab;
using MediaAnalytics.Silo.Training;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo train</c>.</summary>
internal static class TrainVerb
{
    private static readonly TrainingOptions Defaults = new();

    public static Command Create()
    {
        var data = new Option<string>("--data") { Required = true, HelpName = "DIR", Description = "What to learn from: " + SplitOptions.Forms };
        var also = new Option<string[]>("--also") { HelpName = "DIR", Description = "Another data set to learn from, too, one --also each: its tracks of the genres that the first has, two at least. They are told from one another alone, so that which set a sound comes from teaches nothing of the genres that it lacks. All its folds are learnt from, and its valid part; not what a split column calls test or otherwise." };
        var output = new Option<string>("--out") { Required = true, HelpName = "FILE", Description = "The model file to write." };
        var name = new Option<string>("--name") { HelpName = "NAME", Description = "The model's name; its version is the name and the start of its content's hash. Default: the output's file name." };
        var split = new Option<string?>("--split") { HelpName = "RULE", Description = "How to divide the data: " + SplitRule.Grammar + "; see above. Default: by the names in the split column, see --train-split and --valid-split." };
        Option<string?> lists = SplitOptions.Lists(), artists = SplitOptions.Artists();
        var trainSplit = new Option<string>("--train-split") { HelpName = "A,B", Description = "Without --split: names in the split column to learn from. Default: 'train' (or 'training') where the data has it, else all that is not judged by and no test part. A test part that is not named here is never learnt from, nor are tracks of its artists, sounds and recordings: it is judged at the end." };
        var validSplit = new Option<string>("--valid-split") { HelpName = "A,B", Description = "Without --split: names to judge by every five epochs; never learnt from. 'none' for none. Default: 'valid' (or 'validation') where the data has it." };
        var epochs = CountOption.Create("--epochs", Defaults.Epochs, "Passes over the clips; the learning rate falls to zero over all of them.", 1, 10_000);
        var crops = CountOption.Create("--crops", Defaults.CropsPerClip, "Random crops of each clip in an epoch.", 1, 100);
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Defaults.Seed, Description = "Seed of everything random: the same seed gives the same model on the same machine." };
        var parts = new Option<string>("--parts") { DefaultValueFactory = _ => LabMethods.Usual, HelpName = "a|b|c|d|e", Description = "The network's variant by the paper's letters: a plain, b with spatial attention, c with four stacked convolutions before it, d with the residual module after it, e with all." }.AcceptOnlyFromAmong([.. LabMethods.Networks.Keys]);
        var members = CountOption.Create("--networks", 2, "DCNN-SSA networks in the model, each from a seed of its own; they answer together, the mean of their log-probabilities.", 0, 8);
        var summaries = CountOption.Create("--summaries", 0, "Small networks on a summary of timbre and rhythm beside them. They train a hundred times as fast, and know less.", 0, 8);
        var workers = CountOption.Create("--workers", CountOption.Cores, "Networks trained at once, a core each; the model does not depend on it.", 1, 64);
        var temperature = new Option<double?>("--temperature") { Description = "What log-probabilities are divided by, so that the model's probabilities can be believed; 0.05 to 20. Default: found on the tracks to judge by while training (valid), 1 where there are under 50." };
        temperature.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value and not (>= GenreCalibration.LeastTemperature and <= GenreCalibration.MostTemperature)) result.AddError($"--temperature must be 0.05 to 20, not {value}.");
        });
        var balance = new Option<bool>("--balance") { Description = "Have each genre count alike, however many clips it has." };
        var checkpoint = new Option<string>("--checkpoint") { HelpName = "FILE", Description = "Where to keep the state after each epoch. Default: the output with .checkpoint added. Of several networks each has its own, with .0, .1 and so on added." };
        var resume = new Option<bool>("--resume") { Description = "Go on from the checkpoint, if there is one. Ends with the same figures as a run that never stopped." };
        split.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && SplitRule.Parse(text) is null) result.AddError(SplitOptions.Refusal(text));
        });
        var command = new Command(
            "train",
            "Train a genre model (DCNN-SSA) on labelled sound.\n\n"
            + "Examples:\n"
            + "  silo train --data ~/gtzan/genres_original --split fault-filtered --lists ~/gtzan --out my.model --epochs 30\n"
            + "  silo train --data ~/fma --split dataset --out fma.model        # ~/fma holds fma_metadata and fma_small\n"
            + "  silo train --data ~/music --artists ~/artists.csv --split artist:7 --out own.model\n"
            + "  silo train --data ~/gtzan-logmel --also ~/music --out both.model\n"
            + "Stopped? The same command with --resume goes on after the last whole epoch.\n\n" + SplitOptions.Rules
            + "\nValid is judged every five epochs, test once at the end, with the weights as they are written.")
        {
            data, also, output, split, lists, artists, name, trainSplit, validSplit, epochs, crops, seed, parts, members, summaries, balance, temperature, workers, checkpoint, resume,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(split) is not null && (result.GetValue(trainSplit) ?? result.GetValue(validSplit)) is not null)
                result.AddError("--split divides the data itself: leave out --train-split and --valid-split, or --split.");
            if (result.GetValue(lists) is not null && result.GetValue(split) != "fault-filtered") result.AddError("--lists is for --split fault-filtered.");
        });
        command.SetAction((parse, cancellation) =>
        {
            string file = Path.GetFullPath(parse.GetValue(output)!);
            var request = new TrainingRequest(
                parse.GetValue(data)!, file, parse.GetValue(name) ?? Path.GetFileNameWithoutExtension(file), parse.GetValue(trainSplit), parse.GetValue(validSplit),
                parse.GetValue(checkpoint) ?? file + ".checkpoint", parse.GetValue(resume),
                Defaults with { Epochs = parse.GetValue(epochs), CropsPerClip = parse.GetValue(crops), Seed = parse.GetValue(seed), BalanceGenres = parse.GetValue(balance), Shape = Defaults.Shape with { Parts = LabMethods.PartsOf(parse.GetValue(parts)!) } })
            {
                Also = parse.GetValue(also) ?? [],
                Split = parse.GetValue(split) is { } rule ? SplitRule.Parse(rule) : null, Lists = parse.GetValue(lists), Artists = parse.GetValue(artists),
                Members = parse.GetValue(members), Summaries = parse.GetValue(summaries), Workers = parse.GetValue(workers), Temperature = parse.GetValue(temperature),
                Command = TrainingCard.CommandOf(parse),
            };
            return VerbErrors.CatchAsync(() => TrainingRun.RunAsync(request, cancellation));
        });
        return command;
    }
}
