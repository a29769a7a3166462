using System.Globalization;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;

namespace MediaAnalytics.Silo.Training;

/// <summary>What a model's file says of its training: how much it learnt from, divided by which rule, which sounds exactly, of which other sets too, and with which settings.</summary>
internal static class TrainingWords
{
    private const string Sounds = ", sounds ", Also = "; also ";

    /// <summary>The words; <paramref name="rule"/> is null where names in the split column divided the data.</summary>
    public static string Of(TrainingSplit split, SplitRule? rule, IReadOnlyList<OtherTracks> others, TrainingOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Learnt(split)}{(rule is null ? "" : $", split {rule}")}{Sounds}{split.SoundsHash}{string.Concat(others.Select(o => $"{Also}{o.Name}: {Learnt(o.Split)}{Sounds}{o.Split.SoundsHash}"))}; {options}");

    /// <summary>Whether the words are of a training by exactly this split's sounds, whichever other sets were learnt from, too.</summary>
    public static bool AreOf(string words, TrainingSplit split) => $"{words.Split(Also)[0]};".Contains($"{Sounds}{split.SoundsHash};", StringComparison.Ordinal);

    /// <summary>Whether other sets were learnt from, too.</summary>
    public static bool NamesOthers(string words) => words.Contains(Also, StringComparison.Ordinal);

    /// <summary>Whether the words name their sounds, divided by names in the split column.</summary>
    public static bool AreOfColumn(string words) => words.Contains(Sounds, StringComparison.Ordinal) && !words.Contains(", split ", StringComparison.Ordinal);

    private static string Learnt(TrainingSplit split) => string.Create(CultureInfo.InvariantCulture, $"{split.Train.Count} tracks, {split.Train.Sum(t => t.Sound.Clips.Count)} clips");
}
