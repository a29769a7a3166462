namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>What data sets call the sides in their split column.</summary>
internal static class SplitNames
{
    private static readonly Dictionary<string, SplitPart> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = SplitPart.Train, ["training"] = SplitPart.Train,
        ["valid"] = SplitPart.Valid, ["validation"] = SplitPart.Valid, ["val"] = SplitPart.Valid, ["dev"] = SplitPart.Valid,
        ["test"] = SplitPart.Test, ["testing"] = SplitPart.Test,
    };

    /// <summary>The side of a name; none where it is another (such as excluded).</summary>
    public static SplitPart PartOf(string name) => Known.GetValueOrDefault(name.Trim());
}
