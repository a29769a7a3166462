using System.Text.Json.Serialization;

namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>Which of the paper's parts a <see cref="DcnnSsaNetwork"/> has beside its two first convolutions, its pooling and its logits.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<DcnnSsaParts>))]
internal enum DcnnSsaParts
{
    /// <summary>None: variant (a) of the paper's table, the plain network.</summary>
    None = 0,

    /// <summary>Spatial attention: alone, variant (b).</summary>
    Attention = 1,

    /// <summary>Four stacked convolutions before the attention: with it, variant (c).</summary>
    Stack = 2,

    /// <summary>The residual module after the attention: with it, variant (d).</summary>
    Residual = 4,

    /// <summary>All of them: variant (e), DCNN-SSA.</summary>
    All = Attention | Stack | Residual,
}
