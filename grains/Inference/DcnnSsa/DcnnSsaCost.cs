namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>What a <see cref="DcnnSsaNetwork"/> costs to run.</summary>
internal static class DcnnSsaCost
{
    private const int Kernel = 3 * 3, AttentionKernel = 7 * 7;

    /// <summary>
    /// Floating-point operations of scoring one tile: two for each multiplication of the convolutions and the last layer, which are nearly all.
    /// </summary>
    public static long Flops(DcnnSsaShape shape, int labels, int mel, int frames)
    {
        (mel, frames) = (mel / shape.InputPool, frames / shape.InputPool);
        long sum = Convolution(2, shape.Stem1, mel, frames);
        (mel, frames) = (mel / 2, frames / 2);
        sum += Convolution(shape.Stem1, shape.Stem2, mel, frames);
        (mel, frames) = (mel / shape.SecondPool, frames / 2);
        if (shape.Parts.HasFlag(DcnnSsaParts.Stack))
        {
            sum += Convolution(shape.Stem2, shape.Stack1, mel, frames) + Convolution(shape.Stack1, shape.Stack1, mel, frames);
            (mel, frames) = ((mel + 1) / 2, (frames + 1) / 2);
            sum += Convolution(shape.Stack1, shape.Stack2, mel, frames) + Convolution(shape.Stack2, shape.Stack2, mel, frames);
        }

        if (shape.Parts.HasFlag(DcnnSsaParts.Attention)) sum += 2L * mel * frames * 2 * AttentionKernel;
        if (shape.Parts.HasFlag(DcnnSsaParts.Residual)) sum += 2 * Convolution(shape.Pooled, shape.Pooled, mel, frames);
        return sum + (2L * 2 * shape.Pooled * labels);
    }

    private static long Convolution(int input, int output, int mel, int frames) => 2L * input * output * Kernel * mel * frames;
}
