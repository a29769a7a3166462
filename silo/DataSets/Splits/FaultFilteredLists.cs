namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>
/// The three lists of GTZAN's fault-filtered split: 443 clips to learn from, 197 and 290 to judge by, without faulty ones and with no artist on two sides
/// (Kereliuk, Sturm and Larsen, "Deep learning and music adversaries", IEEE Trans. Multimedia 17(11), 2015). One clip a line, as <c>blues/blues.00029.wav</c>.
/// </summary>
internal sealed class FaultFilteredLists
{
    private const int MaxBytes = 16 << 20;
    private static readonly (string File, SplitPart Part)[] Files =
        [("train_filtered.txt", SplitPart.Train), ("valid_filtered.txt", SplitPart.Valid), ("test_filtered.txt", SplitPart.Test)];

    private readonly Dictionary<string, SplitPart> _parts = new(StringComparer.Ordinal);

    private FaultFilteredLists()
    {
    }

    /// <summary>The clips listed, by <see cref="ListedTrack.KeyOf"/>.</summary>
    public IReadOnlyCollection<string> Clips => _parts.Keys;

    /// <summary>Reads the lists from a folder, or, where none is given, from the data's or the one above it.</summary>
    /// <exception cref="DataSetException">One is missing, too long, or names a clip that another names.</exception>
    public static FaultFilteredLists Read(string? folder, string data)
    {
        string[] places = folder is not null ? [folder] : [data, Path.Combine(data, "..")];
        string from = places.FirstOrDefault(place => File.Exists(Path.Combine(place, Files[0].File))) ?? places[0];
        string[] missing = [.. Files.Select(f => f.File).Where(file => !File.Exists(Path.Combine(from, file)))];
        if (missing.Length > 0)
        {
            throw new DataSetException($"--split fault-filtered needs {string.Join(", ", missing)} in {from}, or name their folder with --lists. "
                + "They are in GTZAN_split of the repository jongpillee/music_dataset_split on GitHub (MIT licence).");
        }

        var lists = new FaultFilteredLists();
        foreach (var (file, part) in Files) lists.Add(Path.Combine(from, file), part);
        return lists;
    }

    /// <summary>The side of a track.</summary>
    public SplitPart PartOf(string key) => _parts.GetValueOrDefault(key);

    private void Add(string file, SplitPart part)
    {
        if (new FileInfo(file).Length > MaxBytes) throw new DataSetException($"{file} is longer than {MaxBytes >> 20} MiB: that is no list of clips.");
        int line = 0;
        foreach (string text in File.ReadLines(file))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (text.Any(char.IsControl)) throw new DataSetException($"{file}, line {line} holds a control character. Take it out.");
            string key = ListedTrack.KeyOf(text);
            if (!_parts.TryAdd(key, part)) throw new DataSetException($"{file}, line {line}: {key} is listed twice, there and as {_parts[key].ToString().ToLowerInvariant()}. Take one of the two lines out.");
        }
    }
}
