using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>Refines the marked features: x + BN(conv(ReLU(BN(conv(x))))), then ReLU. [n, c, mel, frames] → the same.</summary>
internal sealed class ResidualModule : Module<Tensor, Tensor>
{
    private readonly ConvolutionBlock _first;
    private readonly Conv2d _second;
    private readonly BatchNorm2d _norm;

    public ResidualModule(string name, int channels)
        : base(name)
    {
        _first = new ConvolutionBlock("first", channels, channels);
        _second = Conv2d(channels, channels, 3, stride: 1, padding: 1, bias: false);
        _norm = BatchNorm2d(channels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        _norm.forward(_second.forward(_first.forward(input))).add(input, TorchRuntime.One).relu_();
}
