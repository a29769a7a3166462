using System.CommandLine;
using MediaAnalytics.Silo.DataSets.Splits;

namespace MediaAnalytics.Silo.Verbs;

/// <summary>Options about labelled sound and its division that several verbs have.</summary>
internal static class SplitOptions
{
    /// <summary>What <c>--data</c> may be.</summary>
    public const string Forms = "a folder of audio per genre, as GTZAN has (also below genres_original, or flat with names as blues.00000.wav); or a folder with index.csv "
        + "(file, genre; split, artist and fold optional); or FMA (fma_metadata beside fma_small or a larger one); or a log-mel set (logmel.u8 beside index.csv with row, clip, genre; split, artistGroup and fold optional).";

    /// <summary>The rules of <c>--split</c>, one a line, for a verb's help.</summary>
    public const string Rules =
        "Splits:\n"
        + "  artist, artist:SEED   80 % train, 10 % valid, 10 % test, each genre about so; no artist and no sound on two sides. Seed 1.\n"
        + "  fault-filtered        GTZAN's published split without its faulty clips: train_filtered.txt, valid_filtered.txt and test_filtered.txt\n"
        + "                        beside the data or in --lists (GTZAN_split of jongpillee/music_dataset_split on GitHub); of its log-mels the split column.\n"
        + "  fold:NAME             test is one fold of the index's fold column, train the others.\n"
        + "  dataset               the data's own split column, as FMA has: train/training, valid/validation, test.\n"
        + "  random:SEED           80/10/10 of single tracks. Leaky: artists are on both sides, so its figures are too good; for comparison with papers that do so.\n"
        + "Before a figure, it is said how many judged tracks share an artist, the very sound or (by audio fingerprint) a recording with what is learnt\n"
        + "from. Such tracks are left out of learning, except by random. All tracks are held in memory: 92 KB for each 30 s of sound, at most 40 times that a track.";

    public static Option<string?> Lists(string what = "Folder of the three lists of --split fault-filtered. Default: the data's folder, or the one above it.") => new("--lists") { HelpName = "DIR", Description = what };

    public static Option<string?> Artists() => new("--artists") { HelpName = "FILE", Description = "Artists of the tracks, where the data does not name them: CSV with the columns clip and artist (a clip as blues.00000 or blues/blues.00000.wav)." };

    /// <summary>What was asked for, or why it can't be.</summary>
    public static string Refusal(string text) => $"--split '{text}' is not one of {SplitRule.Grammar}.";
}
