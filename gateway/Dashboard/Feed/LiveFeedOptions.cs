namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>How the live page is fed. Configuration section <c>Dashboard</c>.</summary>
public sealed record LiveFeedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Dashboard";

    /// <summary>How often the view is asked whether anything changed. Default 1 s; 0.1 s to 1 min.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After how long a snapshot is sent although nothing changed: the windows slide. Default 10 s; 1 s to 1 min.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the view may take to answer before viewers are told that it does not. Default 10 s; 0.1 s to 1 min.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most viewers at a time; one more is asked to come back later. Default 1,000; 1 to 100,000.</summary>
    public int MaxViewers { get; init; } = 1_000;

    /// <summary>Throws where a value is out of range, naming the key and the range.</summary>
    public void Validate()
    {
        Within(nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(100));
        Within(nameof(RefreshInterval), RefreshInterval, TimeSpan.FromSeconds(1));
        Within(nameof(ReadTimeout), ReadTimeout, TimeSpan.FromMilliseconds(100));
        if (MaxViewers is < 1 or > 100_000)
            throw new ArgumentException($"{Section}:{nameof(MaxViewers)} is {MaxViewers}; it may be 1 to 100,000.");
    }

    private static void Within(string key, TimeSpan value, TimeSpan least)
    {
        var most = TimeSpan.FromMinutes(1);
        if (value < least || value > most)
            throw new ArgumentException($"{Section}:{key} is {value}; it may be {least} to {most}.");
    }
}
