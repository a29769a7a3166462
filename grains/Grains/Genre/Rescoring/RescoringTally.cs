namespace MediaAnalytics.Grains.Genre.Rescoring;

/// <summary>What became of the MVs that were to be scored anew.</summary>
/// <param name="Done">Those that need nothing more, failed ones included.</param>
/// <param name="Failed">Those that could not be scored.</param>
/// <param name="UnderWay">Those that were being decoded or recognised, not in <paramref name="Done"/>.</param>
[GenerateSerializer, Immutable, Alias("ma.RescoringTally")]
internal readonly record struct RescoringTally([property: Id(0)] long Done, [property: Id(1)] long Failed, [property: Id(2)] long UnderWay)
{
    /// <summary>Both together.</summary>
    public static RescoringTally operator +(RescoringTally a, RescoringTally b) => new(a.Done + b.Done, a.Failed + b.Failed, a.UnderWay + b.UnderWay);
}
