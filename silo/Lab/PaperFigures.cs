namespace MediaAnalytics.Silo.Lab;

/// <summary>What Zhang and Cui report, IJITWE 2023, doi 10.4018/IJITWE.325213.</summary>
internal static class PaperFigures
{
    /// <summary>
    /// Gains in accuracy by <see cref="LabTable.Steps"/>' names: the paper's words, and the least gain it claims, as a share, null where it claims none. Of the rivals it says only that the network is above them.
    /// </summary>
    public static IReadOnlyDictionary<string, (string Text, double? Least)> Gains { get; } = new Dictionary<string, (string, double?)>
    {
        ["mel instead of plain STFT (e)"] = ("+1.92", 0.0192),
        ["spatial attention alone (b over a)"] = ("+1.27", 0.0127),
        ["four stacked convolutions before it (c over b)"] = ("+0.63", 0.0063),
        ["residual module after it (d over b)"] = ("+1.72", 0.0172),
        ["both, over attention alone (e over b)"] = ("+1.52 to +2.61", 0.0152),
        ["residual module after the stack (e over c)"] = ("not stated", null),
        ["the whole over the plain network (e over a)"] = ("not stated", null),
        ["DCNN-SSA over the LS-SVM"] = ("above", 0),
        ["DCNN-SSA over the BPNN"] = ("above", 0),
    };

    /// <summary>Its average accuracy, on a split by chance; over 92 % for six classes.</summary>
    public const string Accuracy = "89.4 %";

    /// <summary>What a 95 % interval of a gain says of a claim: a gain is only called one where the interval lies above zero.</summary>
    public static string Verdict(double? claimed, double low, double high) =>
        claimed is null ? ""
        : low > 0 ? high < claimed ? "agrees, but smaller" : "agrees"
        : high < 0 ? "contradicts"
        : high < claimed ? "no gain of that size"
        : "undecided";
}
