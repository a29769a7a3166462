using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MediaAnalytics.Inference.Networks;

/// <summary>A network from tiles, [n, 1, mel, frames] of standardised levels, to genre logits, [n, labels].</summary>
internal abstract class GenreModule(string name) : Module<Tensor, Tensor>(name)
{
    /// <summary>Where dropout draws from in training: not torch's own source, which all threads share.</summary>
    public Random Draw { get; set; } = new(1);

    /// <summary>In training, sets a <paramref name="share"/> of the features to zero and scales up the others; else leaves them alone.</summary>
    protected Tensor Drop(Tensor features, double share)
    {
        if (!training || share == 0) return features;
        var mask = zeros(features.shape);
        float kept = (float)(1 / (1 - share));
        foreach (ref float factor in MemoryMarshal.Cast<byte, float>(mask.bytes)) factor = Draw.NextDouble() < share ? 0 : kept;
        return features * mask.to(features.device);
    }
}
