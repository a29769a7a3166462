using System.Globalization;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using Spectre.Console;

namespace MediaAnalytics.Silo.Training;

/// <summary>
/// Tracks of another data set that are learnt from, too: of the genres that the first has, told from one another alone, so that which set a sound comes from teaches
/// nothing of the genres that the other set lacks.
/// </summary>
/// <param name="Name">The other set's folder.</param>
/// <param name="Split">Its tracks, on the side to learn from.</param>
internal sealed record OtherTracks(string Name, TrainingSplit Split)
{
    /// <summary>The genres of its tracks.</summary>
    public IReadOnlyList<string> Genres { get; } = [.. Split.Train.Select(t => t.Genre).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Reads those of a set that can be learnt from beside <paramref name="first"/> and the sets <paramref name="before"/> it, and tells how many they are.</summary>
    /// <exception cref="DataSetException">Tracks of fewer than two genres are left.</exception>
    public static async Task<OtherTracks> ReadAsync(GenreDataSet set, string folder, TrainingSplit first, IReadOnlyList<OtherTracks> before, IReadOnlyList<string> labels, CancellationToken cancellation)
    {
        bool IsWanted(ListedTrack track) => labels.Contains(track.Genre) && IsToLearn(track.Split);
        int shared = set.Listed.Count(t => labels.Contains(t.Genre)), kept = set.Listed.Count(IsWanted);
        var (tracks, _) = await SplitReading.TracksAsync(set, IsWanted, AnsiConsole.Console, cancellation);
        var others = Choose(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), tracks, first, before, labels);
        int left = tracks.Count - others.Split.Train.Count, unknown = others.Split.Train.Count(t => t.ArtistKey.Length == 0);
        if (others.Genres.Count < 2)
        {
            throw new DataSetException(
                $"--also {folder} leaves tracks of {others.Genres.Count} genres to learn from, and that takes two. Of its {set.Count} tracks {shared} are of a genre to learn ({string.Join(", ", labels)}); "
                + $"of these its split column calls {shared - kept} neither train nor valid, and {left} share their sound, artist or recording with what is judged, or are learnt from already. Leave it out, or name its genres as the first set does.");
        }

        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"also learnt from: {others.Split.Train.Count} tracks of {others.Name}, among {string.Join(", ", others.Genres)}; left out: {left} of a sound, artist or recording that is judged or learnt from already, {shared - kept} that its split column calls neither train nor valid. Artists are compared by name; of {unknown} none is known");
        return others;
    }

    /// <summary>Chooses among another set's tracks: none of another genre, of a sound that is learnt from, or of a sound, an artist or a recording that is judged.</summary>
    public static OtherTracks Choose(string name, IEnumerable<GenreTrack> tracks, TrainingSplit first, IReadOnlyList<OtherTracks> before, IReadOnlyList<string> labels)
    {
        var learnt = before.Select(other => other.Split).Prepend(first).SelectMany(split => split.Train).Select(t => t.SoundHash).ToHashSet();
        return new OtherTracks(name, TrainingSplit.Choose(
            new DividedTracks([.. tracks.Where(t => labels.Contains(t.Genre) && !learnt.Contains(t.SoundHash))], first.Valid, first.Test, 0), keepLeaks: false));
    }

    /// <summary>Their clips, for a model of <paramref name="labels"/>.</summary>
    public IEnumerable<TrainingClip> Clips(string[] labels)
    {
        int[] among = [.. Genres.Select(genre => Array.IndexOf(labels, genre))];
        return Split.Train.SelectMany(t => t.Sound.Clips.Select(c => new TrainingClip(c, Array.IndexOf(labels, t.Genre), t.Name, among)));
    }

    private static bool IsToLearn(string split) => split.Length == 0 || SplitNames.PartOf(split) is SplitPart.Train or SplitPart.Valid;
}
