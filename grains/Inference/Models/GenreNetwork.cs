using System.Runtime.InteropServices;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.TensorFiles;
using TorchSharp;
using static TorchSharp.torch;

namespace MediaAnalytics.Inference.Models;

/// <summary>A network ready to score tiles. Used by one thread at a time.</summary>
internal sealed class GenreNetwork : IDisposable
{
    private readonly DcnnSsaNetwork _network;
    private readonly Device _device;

    /// <summary>Builds the network on a device, <see cref="TorchDevice.Cpu"/> or <see cref="TorchDevice.Cuda"/>.</summary>
    public GenreNetwork(GenreModelHeader header, IReadOnlyList<NamedTensor> weights, string device = TorchDevice.Cpu)
    {
        TorchRuntime.Start();
        Header = header;
        _device = TorchDevice.Of(device);
        _network = new DcnnSsaNetwork(header.Shape, header.Labels.Length);
        try
        {
            NetworkState.Write(_network, weights);
            _network.to(_device);
        }
        catch
        {
            _network.Dispose();
            throw;
        }

        _network.eval();
    }

    /// <summary>What the model says of itself.</summary>
    public GenreModelHeader Header { get; }

    /// <summary>Log-probabilities of each tile, [tile][label]; tiles are (clip bytes, first frame).</summary>
    public double[][] Score(IReadOnlyList<(ReadOnlyMemory<byte> Clip, int Start)> tiles)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        int size = Header.Contract.MelBands * Header.Tiles.Frames;
        var input = zeros(tiles.Count, 1, Header.Contract.MelBands, Header.Tiles.Frames);
        var levels = MemoryMarshal.Cast<byte, float>(input.bytes);
        for (int i = 0; i < tiles.Count; i++)
            TileInput.Fill(tiles[i].Clip.Span, Header.Contract.Frames, tiles[i].Start, levels.Slice(i * size, size), Header.Tiles.Frames);
        var scores = MemoryMarshal.Cast<byte, float>(nn.functional.log_softmax(_network.forward(input.to(_device)), 1).cpu().contiguous().bytes);
        var result = new double[tiles.Count][];
        int labels = Header.Labels.Length;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = new double[labels];
            for (int label = 0; label < labels; label++) result[i][label] = scores[(i * labels) + label];
        }

        return result;
    }

    public void Dispose() => _network.Dispose();
}
