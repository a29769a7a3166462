namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>
/// The widths of a <see cref="DcnnSsaNetwork"/> in channels, its parts, and the dropout before its last layer. Stored in the model file; what an
/// older file does not state has the value that it was made with, which is the default here.
/// </summary>
/// <param name="Stem1">Channels of the first small-kernel convolution.</param>
/// <param name="Stem2">Channels of the second small-kernel convolution.</param>
/// <param name="Stack1">Channels of the first two stacked convolutions.</param>
/// <param name="Stack2">Channels of the last two stacked convolutions.</param>
/// <param name="Dropout">Share of pooled features dropped in training; 0 to below 1.</param>
/// <param name="InputPool">Levels are first averaged over squares of this side; 1, 2 or 4.</param>
/// <param name="SecondPool">Mel bands of the second pooling; 1, 2 or 4.</param>
/// <param name="Parts">The parts that it has.</param>
internal sealed record DcnnSsaShape(
    int Stem1, int Stem2, int Stack1, int Stack2, double Dropout, int InputPool = 1, int SecondPool = 4, DcnnSsaParts Parts = DcnnSsaParts.All)
{
    private const int MaxChannels = 1024;

    /// <summary>The shape that <c>silo train</c> makes; without the residual module, which brought nothing on GTZAN and cost points on Emotify (docs/genre-report.md).</summary>
    public static DcnnSsaShape Default { get; } = new(24, 48, 64, 96, 0.3, InputPool: 2, SecondPool: 2, DcnnSsaParts.Stack | DcnnSsaParts.Attention);

    /// <summary>Channels that are pooled: those of the last part that changes them.</summary>
    public int Pooled => Parts.HasFlag(DcnnSsaParts.Stack) ? Stack2 : Stem2;

    /// <summary>Whether every width is between 1 and 1,024, and the rest in range.</summary>
    public bool IsValid() =>
        new[] { Stem1, Stem2, Stack1, Stack2 }.All(width => width is >= 1 and <= MaxChannels) && Dropout is >= 0 and < 1
        && InputPool is 1 or 2 or 4 && SecondPool is 1 or 2 or 4 && (Parts & ~DcnnSsaParts.All) == 0;
}
