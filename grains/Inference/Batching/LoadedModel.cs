using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;

namespace MediaAnalytics.Inference.Batching;

/// <summary>A model whose network has scored a first batch on the device. Scored with by the engine's thread alone.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly GenreNetwork _network;

    private LoadedModel(GenreModelFile file, long sequence, GenreNetwork network)
    {
        (_network, Model, Tag) = (network, file.Model with { Sequence = sequence }, EngineMetrics.OfModel(file.Model.Version));
    }

    /// <summary>The model, as others see it.</summary>
    public GenreModel Model { get; }

    /// <summary>What its figures are filed under.</summary>
    public KeyValuePair<string, object?> Tag { get; }

    /// <summary>How a clip is cut for it.</summary>
    public TilePlan Tiles => _network.Header.Tiles;

    /// <summary>Builds the network, warms it up with a batch of the size that it will meet, and holds its answer against the file's golden check, where it has one.</summary>
    /// <exception cref="TensorFileException">The weights are not the network's, do not give probabilities, or not those that the file was made with.</exception>
    public static LoadedModel Load(GenreModelFile file, long sequence, string device, int batch)
    {
        var network = new GenreNetwork(file.Header, file.Weights, device);
        try
        {
            double[] answer = GoldenCheck.Answer(network, file.Header.Golden?.Seed ?? GoldenCheck.DefaultSeed, batch);
            if (answer.Any(double.IsNaN))
                throw new TensorFileException($"Model {file.Model.Version} does not answer with probabilities: its weights are no use. Train it again.");
            if (file.Header.Golden?.Difference(answer, file.Model.Labels, device, file.Header.Temperature) is { } difference)
            {
                throw new TensorFileException(
                    $"Model {file.Model.Version} does not answer on {device} as it did when its file was made. {difference}The network or the libraries of this program are others than those "
                    + "that it was made with: use the version of the program that made it, or make the file again with this one (`silo train`).");
            }

            return new LoadedModel(file, sequence, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Log-probabilities of tiles, [tile][label]; tiles are (clip bytes, index within the clip).</summary>
    public double[][] Score(IEnumerable<(ReadOnlyMemory<byte> Clip, int Index)> tiles) =>
        _network.Score(tiles.Select(tile => (tile.Clip, Tiles.Start(tile.Index, LogMelContract.Default.Frames))).ToArray());

    public void Dispose() => _network.Dispose();
}
