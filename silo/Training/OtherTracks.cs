using System.Globalization;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using Spectre.Console;

namespace MediaAnalytics.Silo.Training;

/// <summary>
/// Tracks of another data set that are learnt from, too: of the genres that it shares with the first, told from one another alone, so that which set a sound comes from
/// teaches nothing of the other genres.
/// </summary>
/// <param name="Name">The other set's folder.</param>
/// <param name="Split">Its tracks, on the side to learn from.</param>
/// <param name="Genres">The genres that both have.</param>
internal sealed record OtherTracks(string Name, TrainingSplit Split, IReadOnlyList<string> Genres)
{
    /// <summary>Reads them; what is judged in <paramref name="first"/>, by sound, artist or recording, is left out, and so is a part kept for testing.</summary>
    /// <exception cref="DataSetException">The data can't be used, or fewer than two genres are shared.</exception>
    public static async Task<OtherTracks> ReadAsync(string folder, TrainingSplit first, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        var set = GenreDataSet.Open(folder);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var (read, _) = await SplitReading.ReadAsync(set, Splitter.OfGenres(labels), AnsiConsole.Console, cancellation);
        var split = TrainingSplit.Choose(new DividedTracks(read.Train, first.Valid, first.Test, read.Unused), keepLeaks: false);
        string[] genres = [.. split.Train.Select(t => t.Genre).Distinct().Order(StringComparer.Ordinal)];
        if (genres.Length < 2)
            throw new DataSetException($"--also {folder} has {(genres.Length == 0 ? "no genre" : $"only {genres[0]}")} of those to learn, and learning takes two: {string.Join(", ", labels)}. Leave it out, or name its genres as the first set does.");
        int judged = read.Train.Count - split.Train.Count;
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"also learnt from: {split.Train.Count} tracks of {name}, among {string.Join(", ", genres)}; left out as their sound, artist or recording is judged: {judged}");
        return new OtherTracks(name, split, genres);
    }

    /// <summary>Their clips, for a model of <paramref name="labels"/>.</summary>
    public IEnumerable<TrainingClip> Clips(string[] labels)
    {
        int[] among = [.. Genres.Select(genre => Array.IndexOf(labels, genre))];
        return Split.Train.SelectMany(t => t.Sound.Clips.Select(c => new TrainingClip(c, Array.IndexOf(labels, t.Genre), t.Name, among)));
    }
}
