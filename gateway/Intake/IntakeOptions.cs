namespace MediaAnalytics.Gateway.Intake;

/// <summary>Limits on what comes in from outside. Configuration section <c>Intake</c>.</summary>
public sealed record IntakeOptions
{
    /// <summary>Default of <see cref="MaxMediaBytes"/>: 4 GiB.</summary>
    public const long DefaultMaxMediaBytes = 4L << 30;

    /// <summary>Default of <see cref="MaxCatalogueBytes"/>: 4 GiB.</summary>
    public const long DefaultMaxCatalogueBytes = 4L << 30;

    /// <summary>Default of <see cref="MaxModelBytes"/>: 256 MiB, as much as a silo reads.</summary>
    public const int DefaultMaxModelBytes = 256 << 20;

    /// <summary>Default of <see cref="MaxBatchBytes"/>: 16 MiB.</summary>
    public const int DefaultMaxBatchBytes = 16 << 20;

    /// <summary>Default of <see cref="MaxBatchRows"/>.</summary>
    public const int DefaultMaxBatchRows = 20_000;

    /// <summary>Default of <see cref="MaxEpochs"/>.</summary>
    public const int DefaultMaxEpochs = 1_000;

    /// <summary>Default of <see cref="MaxUncommittedBytes"/>: 128 MiB, four times what makes a partition commit at once.</summary>
    public const long DefaultMaxUncommittedBytes = 128L << 20;

    /// <summary>Default of <see cref="FutureAllowed"/>.</summary>
    public static readonly TimeSpan DefaultFutureAllowed = TimeSpan.FromHours(1);

    /// <summary>Longest media file; 1 byte to 1 TiB.</summary>
    public long MaxMediaBytes { get; init; } = DefaultMaxMediaBytes;

    /// <summary>Longest catalogue, decompressed; 1 byte to 1 TiB.</summary>
    public long MaxCatalogueBytes { get; init; } = DefaultMaxCatalogueBytes;

    /// <summary>Longest model file; 1 KiB to 256 MiB.</summary>
    public int MaxModelBytes { get; init; } = DefaultMaxModelBytes;

    /// <summary>Longest batch of observations, decompressed; 1 KiB to 256 MiB.</summary>
    public int MaxBatchBytes { get; init; } = DefaultMaxBatchBytes;

    /// <summary>Most rows of one batch; 1 to 200,000.</summary>
    public int MaxBatchRows { get; init; } = DefaultMaxBatchRows;

    /// <summary>Most definition epochs in all; 1 to 10,000. Those that are declared at the same moment may pass it together.</summary>
    public int MaxEpochs { get; init; } = DefaultMaxEpochs;

    /// <summary>Most bytes that one partition may hold in memory because it can't commit them, before no more comes in; 64 MiB to 16 GiB.</summary>
    public long MaxUncommittedBytes { get; init; } = DefaultMaxUncommittedBytes;

    /// <summary>How far ahead of the server's clock a reading may be observed, since clocks differ; 0 to 1 day. Those within it hold up true readings of their series.</summary>
    public TimeSpan FutureAllowed { get; init; } = DefaultFutureAllowed;

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        MaxMediaBytes is < 1 or > 1L << 40 ? "Intake:MaxMediaBytes must be 1 to 1099511627776"
        : MaxCatalogueBytes is < 1 or > 1L << 40 ? "Intake:MaxCatalogueBytes must be 1 to 1099511627776"
        : MaxModelBytes is < 1_024 or > 256 << 20 ? "Intake:MaxModelBytes must be 1024 to 268435456"
        : MaxBatchBytes is < 1_024 or > 256 << 20 ? "Intake:MaxBatchBytes must be 1024 to 268435456"
        : MaxBatchRows is < 1 or > 200_000 ? "Intake:MaxBatchRows must be 1 to 200000"
        : MaxEpochs is < 1 or > 10_000 ? "Intake:MaxEpochs must be 1 to 10000"
        : MaxUncommittedBytes is < 64 << 20 or > 16L << 30 ? "Intake:MaxUncommittedBytes must be 67108864 (64 MiB; partitions commit at 32) to 17179869184"
        : FutureAllowed < TimeSpan.Zero || FutureAllowed > TimeSpan.FromDays(1) ? "Intake:FutureAllowed must be 0 to 1 day"
        : null;
}
