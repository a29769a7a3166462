using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Gateway.Models;

/// <summary>How an accelerator silo stands.</summary>
public sealed record ModelSiloJson
{
    public required string Silo { get; init; }

    /// <summary>What it runs on: cpu or cuda.</summary>
    public required string Device { get; init; }

    /// <summary>The model that serves there.</summary>
    public required string Version { get; init; }

    /// <summary>The order that it serves under.</summary>
    public required long Sequence { get; init; }

    /// <summary>The newest order that it has tried to follow.</summary>
    public required long Tried { get; init; }

    /// <summary>Why the model of that order does not serve there; null where it does.</summary>
    public required string? Fault { get; init; }

    /// <summary>When it said so.</summary>
    public required DateTimeOffset At { get; init; }

    internal static ModelSiloJson Of(ModelReport report) => new()
    {
        Silo = report.Silo,
        Device = report.Device,
        Version = report.Version,
        Sequence = report.Sequence,
        Tried = report.Tried,
        Fault = report.Fault,
        At = report.At,
    };
}
