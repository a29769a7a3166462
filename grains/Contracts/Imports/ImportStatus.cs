using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Contracts.Imports;

/// <summary>How far an import has come.</summary>
[GenerateSerializer, Immutable, Alias("ma.ImportStatus")]
public sealed record ImportStatus
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string FileName { get; init; }
    [Id(2)] public bool DryRun { get; init; }
    [Id(3)] public ImportState State { get; init; }

    /// <summary>Rows read so far, good and bad.</summary>
    [Id(4)] public long Rows { get; init; }

    [Id(5)] public long Created { get; init; }
    [Id(6)] public long Updated { get; init; }
    [Id(7)] public long Unchanged { get; init; }
    [Id(8)] public long Quarantined { get; init; }

    /// <summary>Bytes of the file read so far, and in all; for a progress bar.</summary>
    [Id(9)] public long BytesRead { get; init; }

    /// <inheritdoc cref="BytesRead"/>
    [Id(10)] public long BytesTotal { get; init; }

    /// <summary>Columns that the product has no meaning for; their values were kept.</summary>
    [Id(11)] public string[] UnknownColumns { get; init; } = [];

    /// <summary>The first quarantined rows, 20 at most; the quarantine file has all.</summary>
    [Id(12)] public QuarantinedRow[] FirstQuarantined { get; init; } = [];

    [Id(13)] public string? ErrorCode { get; init; }
    [Id(14)] public string? ErrorMessage { get; init; }
    [Id(15)] public DateTimeOffset StartedAt { get; init; }
    [Id(16)] public DateTimeOffset? EndedAt { get; init; }
}
