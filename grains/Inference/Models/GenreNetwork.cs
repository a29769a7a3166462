using System.Runtime.InteropServices;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Networks;
using MediaAnalytics.Inference.Summary;
using MediaAnalytics.Inference.TensorFiles;
using TorchSharp;
using static TorchSharp.torch;

namespace MediaAnalytics.Inference.Models;

/// <summary>A model's networks, ready to score tiles: what they answer is averaged as log-probabilities. Used by one thread at a time.</summary>
internal sealed class GenreNetwork : IDisposable
{
    private readonly GenreModule[] _members;
    private readonly Device _device;

    /// <summary>Builds the networks on a device, <see cref="TorchDevice.Cpu"/> or <see cref="TorchDevice.Cuda"/>.</summary>
    /// <exception cref="TensorFileException">The weights are not theirs.</exception>
    public GenreNetwork(GenreModelHeader header, IReadOnlyList<NamedTensor> weights, string device = TorchDevice.Cpu)
    {
        TorchRuntime.Start();
        Header = header;
        _device = TorchDevice.Of(device);
        _members = TorchRuntime.Seeded(0, () => Enumerable.Range(0, header.Networks).Select(Member).ToArray());
        try
        {
            foreach (var (member, state) in _members.Zip(MemberWeights.Split(weights, header.Networks)))
            {
                NetworkState.Write(member, state);
                member.to(_device);
                member.eval();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What the model says of itself.</summary>
    public GenreModelHeader Header { get; }

    /// <summary>
    /// Log-probabilities of each tile over the temperature, [tile][label], to be averaged over a track and renormalised; tiles are (clip bytes, first frame).
    /// </summary>
    public double[][] Score(IReadOnlyList<(ReadOnlyMemory<byte> Clip, int Start)> tiles)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        int size = Header.Contract.MelBands * Header.Tiles.Frames;
        var input = zeros(tiles.Count, 1, Header.Contract.MelBands, Header.Tiles.Frames);
        var levels = MemoryMarshal.Cast<byte, float>(input.bytes);
        for (int i = 0; i < tiles.Count; i++)
            TileInput.Fill(tiles[i].Clip.Span, Header.Contract.Frames, tiles[i].Start, levels.Slice(i * size, size), Header.Tiles.Frames);
        var placed = input.to(_device);
        int labels = Header.Labels.Length;
        var result = tiles.Select(_ => new double[labels]).ToArray();
        double share = 1 / (Header.Networks * Header.Temperature);
        foreach (var member in _members)
        {
            var scores = MemoryMarshal.Cast<byte, float>(nn.functional.log_softmax(member.forward(placed), 1).cpu().contiguous().bytes);
            for (int i = 0; i < result.Length; i++)
            {
                for (int label = 0; label < labels; label++) result[i][label] += scores[(i * labels) + label] * share;
            }
        }

        return result;
    }

    /// <summary>
    /// Where in a clip the first network looks: its attention's weights, 0 to 1, [frame][mel], coarser than the clip; null where it has none.
    /// </summary>
    public double[,]? Attention(ReadOnlyMemory<byte> clip)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var input = zeros(1, 1, Header.Contract.MelBands, Header.Contract.Frames);
        TileInput.Fill(clip.Span, Header.Contract.Frames, 0, MemoryMarshal.Cast<byte, float>(input.bytes), Header.Contract.Frames);
        if ((_members[0] as DcnnSsaNetwork)?.Attention(input.to(_device)) is not { } weights) return null;
        var values = MemoryMarshal.Cast<byte, float>(weights.cpu().contiguous().bytes);
        var map = new double[weights.shape[3], weights.shape[2]];
        for (int frame = 0; frame < map.GetLength(0); frame++)
        {
            for (int band = 0; band < map.GetLength(1); band++) map[frame, band] = values[(band * map.GetLength(0)) + frame];
        }

        return map;
    }

    private GenreModule Member(int index) => index < Header.Members ? new DcnnSsaNetwork(Header.Shape, Header.Labels.Length)
        : new SummaryNetwork(Header.Summary!, Header.Labels.Length, Header.Contract, Header.Tiles.Frames);

    public void Dispose()
    {
        foreach (var member in _members) member.Dispose();
    }
}
