namespace MediaAnalytics.Gateway.Epochs;

/// <summary>A platform's break of definition, as it is declared.</summary>
public sealed record EpochRequestJson
{
    /// <summary>The platform's name, as its readings have it.</summary>
    public string? Platform { get; init; }

    /// <summary>The first instant of the new meaning: RFC 3339 with an offset, or a date, which is 00:00 in the zone that is asked for.</summary>
    public string? At { get; init; }

    /// <summary>The counters that mean something else, of impressions, clicks, views, likes, comments and shares; views where left out.</summary>
    public IReadOnlyList<string?>? Counters { get; init; }

    /// <summary>What changed, in words.</summary>
    public string? Note { get; init; }

    /// <summary>Names the declaration, so that it may be sent again; made up where left out.</summary>
    public Guid? Id { get; init; }
}
