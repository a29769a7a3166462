using MediaAnalytics.Inference.DcnnSsa;

namespace MediaAnalytics.Silo.Lab;

/// <summary>The methods that are compared, in the order of the table.</summary>
internal static class LabMethods
{
    /// <summary>The whole network.</summary>
    public const string Whole = "e";

    /// <summary>The least-squares support-vector machine.</summary>
    public const string Svm = "svm";

    /// <summary>The back-propagation network.</summary>
    public const string Bpnn = "bpnn";

    /// <summary>The networks, by the paper's letters.</summary>
    public static IReadOnlyDictionary<string, DcnnSsaParts> Networks { get; } = new Dictionary<string, DcnnSsaParts>
    {
        ["a"] = DcnnSsaParts.None,
        ["b"] = DcnnSsaParts.Attention,
        ["c"] = DcnnSsaParts.Stack | DcnnSsaParts.Attention,
        ["d"] = DcnnSsaParts.Attention | DcnnSsaParts.Residual,
        [Whole] = DcnnSsaParts.All,
    };

    /// <summary>All keys, rivals first.</summary>
    public static IReadOnlyList<string> All { get; } = [Svm, Bpnn, .. Networks.Keys];

    /// <summary>What a method is, for people.</summary>
    public static string Describe(string method) => method switch
    {
        Svm => "LS-SVM on summary features",
        Bpnn => "BPNN on summary features",
        "a" => "(a) plain",
        "b" => "(b) + spatial attention",
        "c" => "(c) + four stacked convolutions before it",
        "d" => "(d) + residual module after it",
        Whole => "(e) DCNN-SSA: all",
        _ => method,
    };
}
