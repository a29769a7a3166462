namespace MediaAnalytics.Inference.Baselines;

/// <summary>
/// Clips as numbers, with their genres: what a rival learns from. Immutable; made by <see cref="Of"/>, which checks it.
/// </summary>
internal sealed class FeatureTable
{
    private FeatureTable(IReadOnlyList<float[]> rows, IReadOnlyList<int> labels, IReadOnlyList<string> groups) => (Rows, Labels, Groups) = (rows, labels, groups);

    /// <summary>One array of features a clip, all of one length.</summary>
    public IReadOnlyList<float[]> Rows { get; }

    /// <summary>Each clip's label, 0 on.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Each clip's artist, whose clips are never parted; empty where not known.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Clips.</summary>
    public int Count => Rows.Count;

    /// <summary>One more than the highest label.</summary>
    public int LabelCount => Labels.Max() + 1;

    /// <summary>Makes a table; <paramref name="groups"/> null stands for no artist known.</summary>
    /// <exception cref="ArgumentException">The lists differ in length, a row differs in length or holds what is no number, a label is below 0, or there are not two labels.</exception>
    public static FeatureTable Of(IReadOnlyList<float[]> rows, IReadOnlyList<int> labels, IReadOnlyList<string>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        groups ??= Enumerable.Repeat("", rows.Count).ToArray();
        if (labels.Count != rows.Count || groups.Count != rows.Count)
            throw new ArgumentException($"{rows.Count} clips have {labels.Count} labels and {groups.Count} artists; give one of each a clip.", nameof(labels));
        if (labels.Distinct().Count() < 2) throw new ArgumentException("Clips of at least two labels are needed to learn from.", nameof(labels));
        for (int i = 0; i < rows.Count; i++)
        {
            if (labels[i] < 0) throw new ArgumentException($"Clip {i} has the label {labels[i]}; labels count from 0.", nameof(labels));
            if (rows[i].Length == 0 || rows[i].Length != rows[0].Length)
                throw new ArgumentException($"Clip {i} has {rows[i].Length} features, clip 0 has {rows[0].Length}; all need the same, at least one.", nameof(rows));
            int bad = Array.FindIndex(rows[i], value => !float.IsFinite(value));
            if (bad >= 0) throw new ArgumentException($"Clip {i}, feature {bad} is {rows[i][bad]}; leave the clip out.", nameof(rows));
        }

        return new FeatureTable(rows, labels, groups);
    }
}
