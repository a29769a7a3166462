using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.Networks;
using Xunit;
using static TorchSharp.torch;

namespace MediaAnalytics.Tests.Unit.Inference;

[Collection(OneTorch.Name)]
public sealed class DcnnSsaPartsTests
{
    private static readonly DcnnSsaShape Whole = new(2, 3, 4, 5, 0.2, InputPool: 2, SecondPool: 2);

    [Theory]
    [InlineData(DcnnSsaParts.None, "stem1 stem2 logits")]
    [InlineData(DcnnSsaParts.Attention, "stem1 stem2 attention logits")]
    [InlineData(DcnnSsaParts.Stack | DcnnSsaParts.Attention, "stem1 stem2 stack attention logits")]
    [InlineData(DcnnSsaParts.Attention | DcnnSsaParts.Residual, "stem1 stem2 attention residual logits")]
    [InlineData(DcnnSsaParts.All, "stem1 stem2 stack attention residual logits")]
    public void A_variant_has_its_parts_and_no_other_weights(object parts, string names)
    {
        using var network = new DcnnSsaNetwork(Whole with { Parts = (DcnnSsaParts)parts }, 3);
        Assert.Equal(names.Split(' ').Order(), NetworkState.Read(network).Select(t => t.Name.Split('.')[0].TrimStart('_')).Distinct().Order());
        using var scope = NewDisposeScope();
        Assert.Equal([7, 3], network.forward(zeros(7, 1, 128, 64)).shape);
    }

    [Fact]
    public void Attention_weighs_each_position_between_0_and_1()
    {
        using var scope = NewDisposeScope();
        using var network = new DcnnSsaNetwork(Whole, 3);
        network.eval();
        var weights = network.Attention(randn(2, 1, 128, 64))!;
        Assert.Equal([2, 1, 8, 4], weights.shape);
        Assert.All(weights.data<float>().ToArray(), w => Assert.InRange(w, 0, 1));
        using var plain = new DcnnSsaNetwork(Whole with { Parts = DcnnSsaParts.None }, 3);
        Assert.Null(plain.Attention(zeros(1, 1, 128, 64)));
    }

    [Fact]
    public void The_cost_is_the_sum_of_its_layers()
    {
        // 128 × 64 levels, halved to 64 × 32: 2→2 there, 2→3 at 32 × 16, then at 16 × 4 … by hand, two operations a multiplication.
        long stem = (2 * 2 * 2 * 9 * 64 * 32) + (2 * 2 * 3 * 9 * 32 * 16);
        Assert.Equal(stem + (2 * 2 * 3 * 3), DcnnSsaCost.Flops(Whole with { Parts = DcnnSsaParts.None }, 3, 128, 64));
        long stack = (2L * 3 * 4 * 9 * 16 * 8) + (2 * 4 * 4 * 9 * 16 * 8) + (2 * 4 * 5 * 9 * 8 * 4) + (2 * 5 * 5 * 9 * 8 * 4);
        long attention = 2 * 2 * 49 * 8 * 4, residual = 2 * 2 * 5 * 5 * 9 * 8 * 4;
        Assert.Equal(stem + stack + attention + residual + (2 * 2 * 5 * 3), DcnnSsaCost.Flops(Whole, 3, 128, 64));
    }

    [Fact]
    public void Several_networks_answer_with_the_mean_of_their_log_probabilities_over_the_temperature()
    {
        var one = TinyModel.Trained(1);
        var two = TinyModel.Trained(2);
        var tile = ((ReadOnlyMemory<byte>)TinyModel.Levels(0, 5), 100);
        using var first = new GenreNetwork(TinyModel.Header, one);
        using var second = new GenreNetwork(TinyModel.Header, two);
        using var both = new GenreNetwork(TinyModel.Header with { Members = 2, Temperature = 0.5 }, MemberWeights.Join([one, two]));
        double[] a = first.Score([tile])[0], b = second.Score([tile])[0], mean = both.Score([tile])[0];
        for (int label = 0; label < 2; label++) Assert.Equal((a[label] + b[label]) / 2 / 0.5, mean[label], 1e-5);
        Assert.NotEqual(a[0], b[0], 1e-3);
    }
}
