using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>How many MVs stand at each stage; see <see cref="MvStage"/>.</summary>
public sealed record StagesJson(long Catalogued, long AwaitingMedia, long Decoding, long Classifying, long Classified, long Failed)
{
    /// <summary>The JSON of counts indexed by <see cref="MvStage"/>.</summary>
    public static StagesJson Of(IReadOnlyList<long> stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        return new(
            stages[(int)MvStage.Catalogued],
            stages[(int)MvStage.AwaitingMedia],
            stages[(int)MvStage.Decoding],
            stages[(int)MvStage.Classifying],
            stages[(int)MvStage.Classified],
            stages[(int)MvStage.Failed]);
    }
}
