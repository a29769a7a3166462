using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>How many MVs stand at each stage; see <see cref="MvStage"/>.</summary>
public sealed record StagesJson(
    long Catalogued, long AwaitingMedia, long Decoding, long Classifying, long Classified, long Failed, long AwaitingAccelerator)
{
    /// <summary>The JSON of counts indexed by <see cref="MvStage"/>.</summary>
    public static StagesJson Of(IReadOnlyList<long> stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        return new(
            At(MvStage.Catalogued),
            At(MvStage.AwaitingMedia),
            At(MvStage.Decoding),
            At(MvStage.Classifying),
            At(MvStage.Classified),
            At(MvStage.Failed),
            At(MvStage.AwaitingAccelerator));

        // Silos of a version that knows fewer stages count fewer.
        long At(MvStage stage) => (int)stage < stages.Count ? stages[(int)stage] : 0;
    }
}
