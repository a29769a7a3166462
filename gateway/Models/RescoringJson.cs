using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Gateway.Models;

/// <summary>How far the catalogue has been scored anew.</summary>
public sealed record RescoringJson
{
    public required string Version { get; init; }

    public required long Sequence { get; init; }

    /// <summary>MVs that this pass is done with.</summary>
    public required long Done { get; init; }

    /// <summary>MVs that have a posterior, as far as they are known.</summary>
    public required long Total { get; init; }

    /// <summary>Those of <see cref="Done"/> that could not be scored and keep the posterior they had.</summary>
    public required long Failed { get; init; }

    /// <summary>The pass over the catalogue, from 1; another follows for MVs that were being decoded or recognised as the last one came by.</summary>
    public required int Pass { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it goes on.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it waits for; null where it goes on.</summary>
    public required string? Waiting { get; init; }

    internal static RescoringJson Of(RescoringStatus status) => new()
    {
        Version = status.Version,
        Sequence = status.Sequence,
        Done = status.Done,
        Total = status.Total,
        Failed = status.Failed,
        Pass = status.Pass,
        StartedAt = status.StartedAt,
        EndedAt = status.EndedAt,
        Waiting = status.Waiting,
    };
}
