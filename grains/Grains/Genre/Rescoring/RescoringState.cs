using MediaAnalytics.Contracts;

namespace MediaAnalytics.Grains.Genre.Rescoring;

/// <summary>The run's place: everything before it has been asked.</summary>
[GenerateSerializer, Alias("ma.RescoringState")]
internal sealed class RescoringState : IHasDueWork
{
    /// <summary>Version of the model; null where there was never a run.</summary>
    [Id(0)] public string? Version { get; set; }

    /// <summary>The order that it serves under.</summary>
    [Id(1)] public long Sequence { get; set; }

    [Id(2)] public DateTimeOffset StartedAt { get; set; }

    [Id(3)] public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Passes over the catalogue, this one included.</summary>
    [Id(4)] public int Pass { get; set; }

    /// <summary>The partition under way.</summary>
    [Id(5)] public int Partition { get; set; }

    /// <summary>The partition's epoch that <see cref="From"/> holds in.</summary>
    [Id(6)] public long Epoch { get; set; }

    /// <summary>Where the partition's next page begins.</summary>
    [Id(7)] public int From { get; set; }

    /// <summary>Of the partitions before, in this pass.</summary>
    [Id(8)] public RescoringTally Before { get; set; }

    /// <summary>Of the partition under way.</summary>
    [Id(9)] public RescoringTally Here { get; set; }

    /// <summary>MVs that have a posterior, as last known.</summary>
    [Id(10)] public long Total { get; set; }

    /// <summary>Attempts in a row that came no further.</summary>
    [Id(11)] public int Waits { get; set; }

    /// <summary>What it waits for; null where it goes on.</summary>
    [Id(12)] public string? Waiting { get; set; }

    [Id(13)] public DateTimeOffset? DueAt { get; set; }

    /// <summary>When this pass began, or is to.</summary>
    [Id(14)] public DateTimeOffset PassFrom { get; set; }
}
