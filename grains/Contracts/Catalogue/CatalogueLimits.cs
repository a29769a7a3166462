namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>Limits on what a catalogue may state; a row beyond one goes to quarantine.</summary>
public static class CatalogueLimits
{
    /// <summary>Longest id of an MV, a track or a creator, in UTF-16 units.</summary>
    public const int IdLength = 200;

    /// <summary>Longest title, in UTF-16 units.</summary>
    public const int TitleLength = 1_000;

    /// <summary>Most creators, or platform ids, of one MV.</summary>
    public const int ListLength = 100;

    /// <summary>Longest genre name, platform name or source name, in UTF-16 units.</summary>
    public const int NameLength = 64;

    /// <summary>Longest media path, in UTF-16 units.</summary>
    public const int PathLength = 1_000;

    /// <summary>Most columns that the product does not know, kept a row, and the longest value kept of one.</summary>
    public const int ExtraColumns = 64, ExtraLength = 4_000;
}
