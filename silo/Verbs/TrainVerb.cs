using System.CommandLine;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;

namespace MediaAnalytics.Silo.Verbs;

internal static class TrainVerb
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Required = true, Description = "log-mel set" };
        var output = new Option<FileInfo>("--out") { Required = true, Description = "model file to write" };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => 40 };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var crops = new Option<int>("--crops") { DefaultValueFactory = _ => 4 };
        var all = new Option<bool>("--all");
        var command = new Command("train", "Trains") { data, output, epochs, seed, crops, all };
        command.SetAction(parse => Run(parse.GetValue(data)!.FullName, parse.GetValue(output)!.FullName, new TrainingOptions
        {
            Epochs = parse.GetValue(epochs), Seed = parse.GetValue(seed), CropsPerClip = parse.GetValue(crops),
        }, parse.GetValue(all)));
        return command;
    }

    private static int Run(string folder, string output, TrainingOptions options, bool all)
    {
        var contract = LogMelContract.Default;
        var set = LogMelSet.Open(folder, contract);
        var tracks = set.Rows.Select(r => new GenreTrack(r.Clip, r.Genre, r.Split, r.ArtistGroup, new LogMelTrack(contract.Id, 128, 721, 30, [set.Read(r)])));
        var split = TrainingSplit.Choose(tracks, all ? new HashSet<string> { "train", "valid" } : new HashSet<string> { "train" }, all ? new HashSet<string>() : new HashSet<string> { "valid" });
        var labels = split.Train.Select(t => t.Genre).Distinct().Order(StringComparer.Ordinal).ToArray();
        var clips = split.Train.SelectMany(t => t.Sound.Clips.Select(c => new TrainingClip(c.ToArray(), Array.IndexOf(labels, t.Genre), t.Name))).ToList();
        Console.WriteLine($"train {split.Train.Count} valid {split.Valid.Count} dropped {split.SameSound} {split.SameArtist} {split.TwoGenres}");
        using var trainer = new Trainer(options, clips, labels.Length, contract.MelBands, contract.Frames);
        var header = new GenreModelHeader("dcnn-ssa", labels, contract, options.Shape, options.Tiles, "");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (trainer.Epoch < options.Epochs)
        {
            double loss = trainer.RunEpoch(null, CancellationToken.None);
            string valid = "";
            if (split.Valid.Count > 0 && (trainer.Epoch % 5 == 0 || trainer.Epoch == options.Epochs))
            {
                using var network = new GenreNetwork(header, trainer.Average);
                int right = split.Valid.Count(t => labels[Best(ClipScorer.Mean(network, t.Sound.Clips))] == t.Genre);
                valid = $" valid {right / (double)split.Valid.Count:P1}";
            }

            Console.WriteLine($"epoch {trainer.Epoch} loss {loss:F4}{valid} {watch.Elapsed.TotalSeconds:F0} s");
        }

        TensorFile.Write(output, "genre model", header, trainer.Average, half: true);
        return 0;
    }

    private static int Best(double[] scores) => Array.IndexOf(scores, scores.Max());
}
