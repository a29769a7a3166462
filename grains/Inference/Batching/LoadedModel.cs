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

    /// <summary>Builds the network, and warms it up with a batch of the size that it will meet.</summary>
    /// <exception cref="TensorFileException">The weights are not the network's, or do not give probabilities.</exception>
    public static LoadedModel Load(GenreModelFile file, long sequence, string device, int batch)
    {
        var network = new GenreNetwork(file.Header, file.Weights, device);
        try
        {
            var clip = new byte[file.Header.Contract.ClipBytes];
            new Random(1).NextBytes(clip);
            var tiles = Enumerable.Range(0, batch).Select(i => ((ReadOnlyMemory<byte>)clip, file.Header.Tiles.Start(i % file.Header.Tiles.PerClip, file.Header.Contract.Frames))).ToArray();
            if (network.Score(tiles).Any(scores => scores.Any(double.IsNaN)))
                throw new TensorFileException($"Model {file.Model.Version} does not answer with probabilities: its weights are no use. Train it again.");
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
