using System.CommandLine;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.Training;

namespace MediaAnalytics.Silo.Verbs;

/// <summary><c>silo train</c>.</summary>
internal static class TrainVerb
{
    private static readonly TrainingOptions Defaults = new();

    public static Command Create()
    {
        var data = new Option<string>("--data") { Required = true, HelpName = "DIR", Description = "What to learn from: a folder of audio per genre; or a folder with index.csv (file, genre; split and artist optional); or a log-mel set (logmel.u8 beside index.csv with row, clip, genre, split, artistGroup)." };
        var output = new Option<string>("--out") { Required = true, HelpName = "FILE", Description = "The model file to write." };
        var name = new Option<string>("--name") { HelpName = "NAME", Description = "The model's name; its version is the name and the start of its content's hash. Default: the output's file name." };
        var trainSplit = new Option<string>("--train-split") { HelpName = "A,B", Description = "Splits to learn from. Default: 'train' where the data has it, else all that is not judged by." };
        var validSplit = new Option<string>("--valid-split") { HelpName = "A,B", Description = "Splits to judge by every five epochs; never learnt from. 'none' for none. Default: 'valid' where the data has it." };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => Defaults.Epochs, Description = "Passes over the clips; the learning rate falls to zero over all of them. 1 to 10000." };
        var crops = new Option<int>("--crops") { DefaultValueFactory = _ => Defaults.CropsPerClip, Description = "Random crops of each clip in an epoch. 1 to 100." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Defaults.Seed, Description = "Seed of everything random: the same seed gives the same model on the same machine." };
        var checkpoint = new Option<string>("--checkpoint") { HelpName = "FILE", Description = "Where to keep the state after each epoch. Default: the output with .checkpoint added." };
        var resume = new Option<bool>("--resume") { Description = "Go on from the checkpoint, if there is one. Ends with the same figures as a run that never stopped." };
        foreach (var (option, max) in new[] { (epochs, 10_000), (crops, 100) })
        {
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() is int value && (value < 1 || value > max)) result.AddError($"{option.Name} must be 1 to {max}, not {value}.");
            });
        }

        var command = new Command("train", "Train a genre model (DCNN-SSA) on labelled sound.\n\nExample:\n  silo train --data ../shared/data/gtzan-logmel --out my.model --epochs 30 --seed 1\nStopped? The same command with --resume goes on after the last whole epoch.")
        {
            data, output, name, trainSplit, validSplit, epochs, crops, seed, checkpoint, resume,
        };
        command.SetAction((parse, cancellation) =>
        {
            string file = Path.GetFullPath(parse.GetValue(output)!);
            return VerbErrors.CatchAsync(() => TrainingRun.RunAsync(new TrainingRequest(
                parse.GetValue(data)!, file, parse.GetValue(name) ?? Path.GetFileNameWithoutExtension(file), parse.GetValue(trainSplit), parse.GetValue(validSplit),
                parse.GetValue(checkpoint) ?? file + ".checkpoint", parse.GetValue(resume),
                Defaults with { Epochs = parse.GetValue(epochs), CropsPerClip = parse.GetValue(crops), Seed = parse.GetValue(seed) },
                TrainingCard.CommandOf(parse)), cancellation));
        });
        return command;
    }
}
