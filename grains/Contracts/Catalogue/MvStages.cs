namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>What the stages have in common.</summary>
public static class MvStages
{
    /// <summary>How many stages there are. A table of another version may know fewer, or more.</summary>
    public static int Count { get; } = Enum.GetValues<MvStage>().Length;

    /// <summary>Whether work on the MV runs or waits to be done, so that it will leave this stage by itself.</summary>
    public static bool IsUnderWay(this MvStage stage) => stage is MvStage.Decoding or MvStage.Classifying or MvStage.AwaitingAccelerator;
}
