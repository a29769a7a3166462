using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Tests.Browser.Fake;

/// <summary>An invented MV with its counters by platform.</summary>
internal sealed record SyntheticMv(string Id, string Title, string? Declared, string? Recognised, bool? Story)
{
    public List<SyntheticRow> Rows { get; } = [];

    public GenreLabel Label => Recognised is { } heard ? new(heard, GenreSource.Posterior)
        : Declared is { } declared ? new(declared, GenreSource.Declared)
        : new(GenreLabel.Unknown, GenreSource.Unknown);
}

/// <summary>One platform's counters of an invented MV.</summary>
internal sealed class SyntheticRow(string platform)
{
    public string Platform => platform;

    public Counters Net { get; set; }

    public Counters Gross { get; set; }

    public WindowDelta LastHour { get; set; }

    public WindowDelta LastDay { get; set; }
}
