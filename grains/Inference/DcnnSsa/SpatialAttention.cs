using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>
/// Marks where in the spectrogram the channels agree: channel-wise mean and maximum → 7×7 convolution → sigmoid → multiply.
/// [n, c, mel, frames] → the same.
/// </summary>
internal sealed class SpatialAttention : Module<Tensor, Tensor>
{
    private readonly Conv2d _convolution;

    public SpatialAttention(string name)
        : base(name)
    {
        _convolution = Conv2d(2, 1, 7, stride: 1, padding: 3);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => input * Weights(input);

    /// <summary>What each position is multiplied by, [n, 1, mel, frames], 0 to 1.</summary>
    public Tensor Weights(Tensor input)
    {
        using var mean = input.mean([1], keepdim: true);
        using var max = input.amax([1], keepdim: true);
        using var agreed = cat([mean, max], 1);
        return sigmoid(_convolution.forward(agreed));
    }
}
