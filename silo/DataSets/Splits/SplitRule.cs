using System.Globalization;

namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>What <c>--split</c> asks for. <paramref name="Seed"/> is of artist and random, <paramref name="Fold"/> of fold.</summary>
internal sealed record SplitRule(SplitKind Kind, int Seed = 1, string Fold = "")
{
    /// <summary>What may be asked for.</summary>
    public const string Grammar = "fault-filtered, artist, artist:SEED, random:SEED, fold:NAME or dataset";

    /// <summary>Whether leaks are left in, for a figure that is known to be too good.</summary>
    public bool KeepsLeaks => Kind == SplitKind.Random;

    /// <summary>Reads one of <see cref="Grammar"/>; null where the text is none of them.</summary>
    public static SplitRule? Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? text : text[..colon], rest = colon < 0 ? "" : text[(colon + 1)..].Trim();
        return (name, colon < 0) switch
        {
            ("fault-filtered", true) => new SplitRule(SplitKind.FaultFiltered),
            ("dataset", true) => new SplitRule(SplitKind.DataSet),
            ("artist", true) => new SplitRule(SplitKind.Artist),
            ("random", true) => new SplitRule(SplitKind.Random),
            ("artist", false) when Number(rest) is int seed => new SplitRule(SplitKind.Artist, seed),
            ("random", false) when Number(rest) is int seed => new SplitRule(SplitKind.Random, seed),
            ("fold", false) when rest.Length > 0 => new SplitRule(SplitKind.Fold, Fold: rest),
            _ => null,
        };
    }

    /// <summary>As it is asked for.</summary>
    public override string ToString() => Kind switch
    {
        SplitKind.FaultFiltered => "fault-filtered",
        SplitKind.DataSet => "dataset",
        SplitKind.Artist => string.Create(CultureInfo.InvariantCulture, $"artist:{Seed}"),
        SplitKind.Random => string.Create(CultureInfo.InvariantCulture, $"random:{Seed}"),
        _ => $"fold:{Fold}",
    };

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
