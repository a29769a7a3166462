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

    /// <summary>The network that <c>silo train</c> makes: what techniques are tried on.</summary>
    public const string Usual = "c";

    /// <summary>The networks, by the paper's letters.</summary>
    public static IReadOnlyDictionary<string, DcnnSsaParts> Networks { get; } = new Dictionary<string, DcnnSsaParts>
    {
        ["a"] = DcnnSsaParts.None,
        ["b"] = DcnnSsaParts.Attention,
        [Usual] = DcnnSsaParts.Stack | DcnnSsaParts.Attention,
        ["d"] = DcnnSsaParts.Attention | DcnnSsaParts.Residual,
        [Whole] = DcnnSsaParts.All,
    };

    /// <summary>The usual network and the summary network, answering together; comes of the two's answers.</summary>
    public const string WithSummary = Usual + "+summary";

    /// <summary>The usual network of two seeds, answering together; comes of their answers.</summary>
    public const string WithSecond = Usual + "+second";

    /// <summary>Those two and the summary network.</summary>
    public const string WithBoth = Usual + "+second+summary";

    /// <summary>The usual network, judged by the middle tile of each clip alone.</summary>
    public const string OneTile = "one-tile";

    /// <summary>What is compared by default, rivals first.</summary>
    public static IReadOnlyList<string> All { get; } = [Svm, Bpnn, .. Networks.Keys];

    /// <summary>Every key that can be asked for.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. All, .. LabTechnique.All.Select(technique => technique.Method)];

    /// <summary>Every key, in the order of the table.</summary>
    public static IReadOnlyList<string> Ordered { get; } = [.. Known, OneTile, WithSummary, WithSecond, WithBoth];

    /// <summary>The parts of a method's network.</summary>
    public static DcnnSsaParts PartsOf(string method) => Networks.GetValueOrDefault(method, Networks[Usual]);

    /// <summary>Whether a method is one of the paper's rivals.</summary>
    public static bool IsRival(string method) => method is Svm or Bpnn;

    /// <summary>Whether a method is one of the default comparison's.</summary>
    public static bool IsOfTable(string method) => All.Contains(method);

    /// <summary>What a method is, for people.</summary>
    public static string Describe(string method) => method switch
    {
        Svm => "LS-SVM on summary features",
        Bpnn => "BPNN on summary features",
        "a" => "(a) plain",
        "b" => "(b) + spatial attention",
        Usual => "(c) + four stacked convolutions before it",
        "d" => "(d) + residual module after it",
        Whole => "(e) DCNN-SSA: all",
        _ => LabTechnique.Of(method) is { } technique ? $"({Usual}) {(technique.IsWithout ? "without" : "with")}: {technique.What}" : method,
    };
}
