using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>Sums over the MVs of a cell. Merging is addition, so it is associative and exact.</summary>
[GenerateSerializer, Immutable, Alias("ma.CellSums")]
public readonly record struct CellSums
{
    /// <summary>MVs (cells without a platform), or MVs with a reading on the platform.</summary>
    [Id(0)] public long Mvs { get; init; }

    /// <summary>Newest values.</summary>
    [Id(1)] public Counters Net { get; init; }

    /// <summary>First values plus every rise.</summary>
    [Id(2)] public Counters Gross { get; init; }

    /// <summary>Impressions and clicks of the rows that report both: the click-through rate's denominator and numerator.</summary>
    [Id(3)] public long PairedImpressions { get; init; }

    /// <inheritdoc cref="PairedImpressions"/>
    [Id(4)] public long PairedClicks { get; init; }

    /// <summary>Views and likes of the rows that report both: the like rate's denominator and numerator.</summary>
    [Id(5)] public long PairedViews { get; init; }

    /// <inheritdoc cref="PairedViews"/>
    [Id(6)] public long PairedLikes { get; init; }

    [Id(7)] public WindowDelta LastHour { get; init; }

    [Id(8)] public WindowDelta LastDay { get; init; }

    /// <summary>Sum of both.</summary>
    public static CellSums operator +(CellSums a, CellSums b) => new()
    {
        Mvs = a.Mvs + b.Mvs,
        Net = a.Net + b.Net,
        Gross = a.Gross + b.Gross,
        PairedImpressions = Saturating.Add(a.PairedImpressions, b.PairedImpressions),
        PairedClicks = Saturating.Add(a.PairedClicks, b.PairedClicks),
        PairedViews = Saturating.Add(a.PairedViews, b.PairedViews),
        PairedLikes = Saturating.Add(a.PairedLikes, b.PairedLikes),
        LastHour = a.LastHour + b.LastHour,
        LastDay = a.LastDay + b.LastDay,
    };
}
