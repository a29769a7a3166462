namespace MediaAnalytics.Gateway.Intake;

/// <summary>Limits on what comes in from outside. Configuration section <c>Intake</c>.</summary>
public sealed record IntakeOptions
{
    /// <summary>Default of <see cref="MaxMediaBytes"/>: 4 GiB.</summary>
    public const long DefaultMaxMediaBytes = 4L << 30;

    /// <summary>Default of <see cref="MaxCatalogueBytes"/>: 4 GiB.</summary>
    public const long DefaultMaxCatalogueBytes = 4L << 30;

    /// <summary>Default of <see cref="MaxBatchBytes"/>: 16 MiB.</summary>
    public const int DefaultMaxBatchBytes = 16 << 20;

    /// <summary>Default of <see cref="MaxBatchRows"/>.</summary>
    public const int DefaultMaxBatchRows = 20_000;

    /// <summary>Longest media file; 1 byte to 1 TiB.</summary>
    public long MaxMediaBytes { get; init; } = DefaultMaxMediaBytes;

    /// <summary>Longest catalogue, decompressed; 1 byte to 1 TiB.</summary>
    public long MaxCatalogueBytes { get; init; } = DefaultMaxCatalogueBytes;

    /// <summary>Longest batch of observations, decompressed; 1 KiB to 256 MiB.</summary>
    public int MaxBatchBytes { get; init; } = DefaultMaxBatchBytes;

    /// <summary>Most rows of one batch; 1 to 200,000.</summary>
    public int MaxBatchRows { get; init; } = DefaultMaxBatchRows;

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        MaxMediaBytes is < 1 or > 1L << 40 ? "Intake:MaxMediaBytes must be 1 to 1099511627776"
        : MaxCatalogueBytes is < 1 or > 1L << 40 ? "Intake:MaxCatalogueBytes must be 1 to 1099511627776"
        : MaxBatchBytes is < 1_024 or > 256 << 20 ? "Intake:MaxBatchBytes must be 1024 to 268435456"
        : MaxBatchRows is < 1 or > 200_000 ? "Intake:MaxBatchRows must be 1 to 200000"
        : null;
}
