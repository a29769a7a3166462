using System.Runtime.InteropServices;
using MediaAnalytics.Inference.TensorFiles;
using static TorchSharp.torch;

namespace MediaAnalytics.Inference.Networks;

/// <summary>A network's floating-point state (weights and running statistics) as plain arrays, in a stable order.</summary>
internal static class NetworkState
{
    /// <summary>A copy of the state.</summary>
    public static List<NamedTensor> Read(nn.Module network)
    {
        using var scope = NewDisposeScope();
        return Entries(network).Select(e => new NamedTensor(e.Name, e.Tensor.shape, MemoryMarshal.Cast<byte, float>(e.Tensor.bytes).ToArray())).ToList();
    }

    /// <summary>Sets the state; names and shapes must be exactly the network's.</summary>
    /// <exception cref="TensorFileException">They are not.</exception>
    public static void Write(nn.Module network, IReadOnlyList<NamedTensor> state)
    {
        using var scope = NewDisposeScope();
        var entries = Entries(network);
        if (!entries.Select(e => e.Name).SequenceEqual(state.Select(t => t.Name)))
            throw new TensorFileException("The file's tensors are not those of the network that its header describes.");
        foreach (var (entry, tensor) in entries.Zip(state))
        {
            if (!entry.Tensor.shape.SequenceEqual(tensor.Shape))
                throw new TensorFileException($"Tensor {tensor.Name} has shape [{string.Join(',', tensor.Shape)}]; the network needs [{string.Join(',', entry.Tensor.shape)}].");
            tensor.Values.CopyTo(MemoryMarshal.Cast<byte, float>(entry.Tensor.bytes));
        }
    }

    /// <summary>Moves each array a step of <paramref name="rate"/> towards the network's present state.</summary>
    public static void AverageInto(nn.Module network, IReadOnlyList<NamedTensor> average, float rate)
    {
        using var scope = NewDisposeScope();
        var entries = Entries(network);
        for (int n = 0; n < entries.Count; n++)
        {
            var from = MemoryMarshal.Cast<byte, float>(entries[n].Tensor.bytes);
            var to = average[n].Values;
            for (int i = 0; i < to.Length; i++) to[i] += rate * (from[i] - to[i]);
        }
    }

    private static List<(string Name, Tensor Tensor)> Entries(nn.Module network) => network.state_dict()
        .Where(e => e.Value.dtype == ScalarType.Float32).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => (e.Key, e.Value)).ToList();
}
