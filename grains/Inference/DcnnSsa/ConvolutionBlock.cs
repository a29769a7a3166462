using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>3×3 convolution → batch normalisation → ReLU. [n, in, mel, frames] → [n, out, mel/stride, frames/stride].</summary>
internal sealed class ConvolutionBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d _convolution;
    private readonly BatchNorm2d _norm;

    public ConvolutionBlock(string name, int input, int output, int stride = 1)
        : base(name)
    {
        _convolution = Conv2d(input, output, 3, stride: stride, padding: 1, bias: false);
        _norm = BatchNorm2d(output);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _norm.forward(_convolution.forward(input)).relu_();
}
