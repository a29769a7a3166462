using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>
/// 3×3 convolution → maximum over <c>pool</c> (mel, frames), if given → batch normalisation → ReLU.
/// [n, in, mel, frames] → [n, out, mel/stride/pool, frames/stride/pool].
/// </summary>
/// <remarks>Pooling comes before normalisation: a quarter or less of the values is then left to pass through memory.</remarks>
internal sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d _convolution;
    private readonly BatchNorm2d _norm;
    private readonly (long, long)? _pool;

    public ConvolutionBlock(string name, int input, int output, int stride = 1, (long, long)? pool = null)
        : base(name)
    {
        _convolution = Conv2d(input, output, 3, stride: stride, padding: 1, bias: false);
        _norm = BatchNorm2d(output);
        _pool = pool;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = _convolution.forward(input);
        if (_pool is { } pool) x = functional.max_pool2d(x, pool);
        return _norm.forward(x).relu_();
    }
}
