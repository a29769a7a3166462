using MediaAnalytics.Inference.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>
/// The genre network after Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213: two small-kernel convolutions, each with pooling → four
/// stacked convolutions → spatial attention → residual module → global pooling → genre logits. [n, 1, mel, frames] (standardised
/// levels, see <see cref="TileInput"/>) → [n, labels]. The middle three can be left out, see <see cref="DcnnSsaParts"/>.
/// </summary>
/// <remarks>
/// Of the paper's open points: the levels can be averaged over squares first, for speed; a constant plane of mel positions joins the input, since
/// convolutions alone do not know how high a pattern lies; the first pooling is by 2 × 2, the second by 2 frames, and the third stacked convolution has
/// stride 2, for speed; global pooling is the mean and the maximum.
/// </remarks>
internal sealed class DcnnSsaNetwork : GenreModule
{
    /// <summary>Name of this wiring; a change of it that keeps the tensors' shapes needs another.</summary>
    public const string Wiring = "dcnn-ssa-2";

    /// <summary>The wiring of older files: this one with the shape's defaults.</summary>
    public const string OlderWiring = "dcnn-ssa-1";

    private readonly DcnnSsaShape _shape;
    private readonly ConvolutionBlock _stem1;
    private readonly ConvolutionBlock _stem2;
    private readonly Sequential? _stack;
    private readonly SpatialAttention? _attention;
    private readonly ResidualModule? _residual;
    private readonly Linear _logits;

    public DcnnSsaNetwork(DcnnSsaShape shape, int labels)
        : base("DcnnSsa")
    {
        _shape = shape;
        _stem1 = new ConvolutionBlock("stem1", 2, shape.Stem1, pool: (2, 2));
        _stem2 = new ConvolutionBlock("stem2", shape.Stem1, shape.Stem2, pool: (shape.SecondPool, 2));
        if (shape.Parts.HasFlag(DcnnSsaParts.Stack))
        {
            _stack = Sequential(
                ("conv1", new ConvolutionBlock("conv1", shape.Stem2, shape.Stack1)),
                ("conv2", new ConvolutionBlock("conv2", shape.Stack1, shape.Stack1)),
                ("conv3", new ConvolutionBlock("conv3", shape.Stack1, shape.Stack2, stride: 2)),
                ("conv4", new ConvolutionBlock("conv4", shape.Stack2, shape.Stack2)));
        }

        if (shape.Parts.HasFlag(DcnnSsaParts.Attention)) _attention = new SpatialAttention("attention");
        if (shape.Parts.HasFlag(DcnnSsaParts.Residual)) _residual = new ResidualModule("residual", shape.Pooled);
        _logits = Linear(2 * shape.Pooled, labels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = BeforeAttention(input);
        if (_attention is not null) x = _attention.forward(x);
        if (_residual is not null) x = _residual.forward(x);
        var pooled = cat([x.mean([2, 3]), x.amax([2, 3])], 1);
        return _logits.forward(Drop(pooled, _shape.Dropout)).MoveToOuterDisposeScope();
    }

    /// <summary>The attention's weights, [n, 1, mel, frames] of the marked features; null where there is none.</summary>
    public Tensor? Attention(Tensor input)
    {
        using var scope = NewDisposeScope();
        return _attention?.Weights(BeforeAttention(input)).MoveToOuterDisposeScope();
    }

    private Tensor BeforeAttention(Tensor input)
    {
        if (_shape.InputPool > 1) input = functional.avg_pool2d(input, _shape.InputPool);
        var position = linspace(-1, 1, input.shape[2], ScalarType.Float32, input.device).view(1, 1, -1, 1)
            .expand(input.shape[0], 1, input.shape[2], input.shape[3]);
        var x = _stem2.forward(_stem1.forward(cat([input, position], 1)));
        return _stack is null ? x : _stack.forward(x);
    }
}
