namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>The widths of a <see cref="DcnnSsaNetwork"/>, in channels, and the dropout before its last layer. Stored in the model file.</summary>
/// <param name="Stem1">Channels of the first small-kernel convolution.</param>
/// <param name="Stem2">Channels of the second small-kernel convolution.</param>
/// <param name="Stack1">Channels of the first two stacked convolutions.</param>
/// <param name="Stack2">Channels of the last two stacked convolutions, the attention and the residual module.</param>
/// <param name="Dropout">Share of pooled features dropped in training; 0 to below 1.</param>
internal sealed record DcnnSsaShape(int Stem1, int Stem2, int Stack1, int Stack2, double Dropout)
{
    private const int MaxChannels = 1024;

    /// <summary>The shape of the shipped model.</summary>
    public static DcnnSsaShape Default { get; } = new(16, 32, 64, 96, 0.3);

    /// <summary>Whether every width is between 1 and 1,024 and the dropout in range.</summary>
    public bool IsValid() =>
        new[] { Stem1, Stem2, Stack1, Stack2 }.All(width => width is >= 1 and <= MaxChannels) && Dropout is >= 0 and < 1;
}
