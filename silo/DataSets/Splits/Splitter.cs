namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>A split that is sure to fit a data set, found out before any sound is read.</summary>
internal sealed class Splitter
{
    private readonly Func<IReadOnlyList<GenreTrack>, DividedTracks> _divide;

    private Splitter(string name, bool keepsLeaks, bool partsArtists, Func<IReadOnlyList<GenreTrack>, DividedTracks> divide) => (Name, KeepsLeaks, PartsArtists, _divide) = (name, keepsLeaks, partsArtists, divide);

    /// <summary>What was asked for.</summary>
    public string Name { get; }

    /// <summary>Whether leaks are left in.</summary>
    public bool KeepsLeaks { get; }

    /// <summary>Whether artists are parted by those who published the split, also where the data name none.</summary>
    public bool PartsArtists { get; }

    /// <summary>Makes the splitter of a rule; <paramref name="lists"/> is the folder of the fault-filtered lists, null for the data's.</summary>
    /// <exception cref="DataSetException">The data lacks what the rule goes by.</exception>
    public static Splitter Of(SplitRule rule, GenreDataSet set, string data, string? lists) => new(rule.ToString(), rule.KeepsLeaks, rule.Kind == SplitKind.FaultFiltered, rule.Kind switch
    {
        SplitKind.FaultFiltered when set.IsLogMels && set.Splits.Count > 0 && lists is null => set.Listed.All(t => GenreFolders.GenreInName(t.Key) == t.Genre) ? ByColumn(rule, set)
            : throw new DataSetException($"--split {rule} is GTZAN's, whose clips are named as blues.00000 is. By these data's own split column divides --split dataset."),
        SplitKind.FaultFiltered => ByLists(FaultFilteredLists.Read(lists, data), set),
        SplitKind.DataSet => ByColumn(rule, set),
        SplitKind.Fold => ByFold(rule.Fold, set),
        _ => tracks => GroupedDivision.Divide(tracks, rule.Kind == SplitKind.Artist, rule.Seed),
    });

    /// <summary>
    /// Makes the splitter of names in the split column: learnt from is what bears one of <paramref name="train"/> (if there are none, all else but a test part), judged
    /// by while training is <paramref name="valid"/>, and at the end <paramref name="test"/>.
    /// </summary>
    public static Splitter Named(IReadOnlySet<string> train, IReadOnlySet<string> valid, IReadOnlySet<string> test) => new("names in the split column", keepsLeaks: false, partsArtists: false, tracks => DividedTracks.By(
        tracks, t => valid.Contains(t.Split) ? SplitPart.Valid : test.Contains(t.Split) ? SplitPart.Test : (train.Count == 0 ? SplitNames.PartOf(t.Split) != SplitPart.Test : train.Contains(t.Split)) ? SplitPart.Train : SplitPart.None));

    /// <summary>Divides the tracks that could be read.</summary>
    public DividedTracks Divide(IReadOnlyList<GenreTrack> tracks) => _divide(tracks);

    private static Func<IReadOnlyList<GenreTrack>, DividedTracks> ByColumn(SplitRule rule, GenreDataSet set)
    {
        var parts = set.Splits.Select(SplitNames.PartOf).ToHashSet();
        return parts.Contains(SplitPart.Train) && (parts.Contains(SplitPart.Valid) || parts.Contains(SplitPart.Test))
            ? tracks => DividedTracks.By(tracks, t => SplitNames.PartOf(t.Split))
            : throw new DataSetException($"--split {rule} goes by the data's split column, which must say train, and valid or test. {(set.Splits.Count == 0 ? "It has none." : $"It says: {string.Join(", ", set.Splits.Order(StringComparer.Ordinal))}.")} Divide by --split artist instead.");
    }

    private static Func<IReadOnlyList<GenreTrack>, DividedTracks> ByLists(FaultFilteredLists lists, GenreDataSet set)
    {
        return set.Listed.Any(t => lists.PartOf(t.Key) != SplitPart.None) ? tracks => DividedTracks.By(tracks, t => lists.PartOf(t.Key))
            : throw new DataSetException($"None of the {lists.Clips.Count} clips of the fault-filtered lists (such as {lists.Clips.FirstOrDefault()}) is in the data: it is not GTZAN. Divide by --split artist instead.");
    }

    private static Func<IReadOnlyList<GenreTrack>, DividedTracks> ByFold(string fold, GenreDataSet set)
    {
        string[] folds = [.. set.Listed.Select(t => t.Fold.Trim()).Where(f => f.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        return folds.Contains(fold)
            ? tracks => DividedTracks.By(tracks, t => t.Fold.Trim() is var own && own == fold ? SplitPart.Test : own.Length > 0 ? SplitPart.Train : SplitPart.None)
            : throw new DataSetException($"The data has no fold '{fold}', {(folds.Length == 0 ? "for its index.csv has no fold column" : $"only: {string.Join(", ", folds)}")}.");
    }
}
