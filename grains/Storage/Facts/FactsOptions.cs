namespace MediaAnalytics.Storage.Facts;

/// <summary>What the facts store may use. Configuration section <c>Facts</c>.</summary>
public sealed record FactsOptions
{
    /// <summary>Default of <see cref="Connections"/>.</summary>
    public const int DefaultConnections = 4;

    /// <summary>Default of <see cref="MemoryMegabytes"/>.</summary>
    public const int DefaultMemoryMegabytes = 512;

    /// <summary>Default of <see cref="Threads"/>.</summary>
    public const int DefaultThreads = 2;

    /// <summary>Writes and reads of facts that run at once; further ones wait. 1 to 64.</summary>
    public int Connections { get; init; } = DefaultConnections;

    /// <summary>Memory that each of them may use before it spills to disk, in MiB; 128 to 65,536.</summary>
    public int MemoryMegabytes { get; init; } = DefaultMemoryMegabytes;

    /// <summary>Threads that each of them may use; 1 to 64.</summary>
    public int Threads { get; init; } = DefaultThreads;

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        Connections is < 1 or > 64 ? "Facts:Connections must be 1 to 64"
        : MemoryMegabytes is < 128 or > 65_536 ? "Facts:MemoryMegabytes must be 128 to 65,536"
        : Threads is < 1 or > 64 ? "Facts:Threads must be 1 to 64"
        : null;
}
