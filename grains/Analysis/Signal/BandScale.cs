using System.Text.Json.Serialization;

namespace MediaAnalytics.Analysis.Signal;

/// <summary>How a spectrum's bins are gathered into bands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BandScale>))]
public enum BandScale
{
    /// <summary>Triangles evenly spaced in Slaney's mels, each weighing 2 / its width in Hz.</summary>
    Slaney,

    /// <summary>Triangles evenly spaced in mels of 2595·lg(1 + f/700), each of height 1.</summary>
    Htk,

    /// <summary>Bands of equal width in Hz, each the mean of its bins: a plain short-time spectrum.</summary>
    Linear,
}
