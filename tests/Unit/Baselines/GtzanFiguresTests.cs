using System.Globalization;
using MediaAnalytics.Inference.Baselines;
using MediaAnalytics.Tests.Unit.Inference;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Baselines;

/// <summary>The rivals on public features of GTZAN against a published figure. The test clips are judged by here, and choose nothing.</summary>
[Collection(OneTorch.Name)]
public sealed class GtzanFiguresTests
{
    /// <summary>What a support vector machine with an RBF kernel, C = 10 untuned, reaches on the fault-filtered split trained on train + valid.</summary>
    private const double UntunedSvm = 0.528;

    [Fact]
    public void The_support_vector_machine_reaches_the_published_figure()
    {
        string features = Path.Combine(SharedData.Folder, "data", "features", "gtzan");
        Assert.SkipUnless(Directory.Exists(features), $"{features} is not there");
        var rows = File.ReadLines(Path.Combine(features, "mfcc-120.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        var artists = File.ReadLines(Path.Combine(SharedData.Folder, "data", "gtzan-logmel", "index.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[1], cells => cells[4]);
        var genres = rows.Select(cells => cells[1]).Distinct().Order(StringComparer.Ordinal).ToList();
        FeatureTable Table(params string[] splits)
        {
            var clips = splits.SelectMany(split => File.ReadLines(Path.Combine(features, $"{split}_filtered.txt"))).Select(Path.GetFileNameWithoutExtension).ToHashSet();
            var chosen = rows.Where(cells => clips.Contains(cells[0])).ToArray();
            return FeatureTable.Of(
                chosen.Select(cells => cells[2..].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray()).ToArray(),
                chosen.Select(cells => genres.IndexOf(cells[1])).ToArray(), chosen.Select(cells => artists.GetValueOrDefault(cells[0], "")).ToArray());
        }

        FeatureTable training = Table("train", "valid"), test = Table("test");
        Assert.Equal((640, 290), (training.Count, test.Count));
        foreach (IBaseline rival in (IBaseline[])[new LeastSquaresSvm(new LeastSquaresSvmOptions()), new BackPropagationNetwork(new BackPropagationOptions())])
        {
            var fitted = rival.Fit(training, TestContext.Current.CancellationToken);
            double accuracy = Toys.Accuracy(fitted, test);
            TestContext.Current.TestOutputHelper!.WriteLine($"{rival.Name}: {accuracy:P1} ({fitted.Chosen})");
            if (rival is LeastSquaresSvm) Assert.InRange(accuracy, UntunedSvm, 0.7);
        }
    }
}
