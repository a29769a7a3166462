using System.Runtime.CompilerServices;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Storage.Files;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>
/// Labelled sound in any of four forms: a log-mel set (<c>logmel.u8</c> beside <c>index.csv</c>), an <c>index.csv</c> of audio files, FMA, or
/// audio in a folder per genre, such as GTZAN.
/// </summary>
internal sealed class GenreDataSet
{
    private static readonly MediaDecoding Empty = new(null, new MediaError(MediaErrorCodes.Empty, "The file is empty, or is a pipe or a device. Name one with sound in it.", Retryable: false));

    private readonly LogMelSet? _levels;
    private readonly LogMelContract _contract = LogMelContract.Default;

    private GenreDataSet(LogMelSet? levels, TrackListing listing)
    {
        (_levels, Listed, Notes) = (levels, listing.Tracks, listing.Notes);
        Splits = listing.Tracks.Select(t => t.Split).Where(s => s.Length > 0).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The tracks that it names, in order.</summary>
    public IReadOnlyList<ListedTrack> Listed { get; }

    /// <summary>What its user should know of it, such as what was left out.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Whether it is a log-mel set.</summary>
    public bool IsLogMels => _levels is not null;

    /// <summary>Tracks in it.</summary>
    public int Count => Listed.Count;

    /// <summary>Names in its split column.</summary>
    public IReadOnlySet<string> Splits { get; }

    /// <summary>Opens the folder; <paramref name="artists"/> is a list of artists for it (see <see cref="ArtistList"/>).</summary>
    /// <exception cref="DataSetException">It is none of the four forms, or a file of it is not as it must be.</exception>
    public static GenreDataSet Open(string folder, string? artists = null)
    {
        var below = new DataFolder(folder);
        var levels = File.Exists(Path.Combine(folder, LogMelSet.LevelsFile)) ? LogMelSet.Open(folder, LogMelContract.Default) : null;
        var listing = levels is not null ? new TrackListing(levels.Rows, [])
            : File.Exists(Path.Combine(folder, IndexedFiles.Index)) ? IndexedFiles.List(below)
            : FreeMusicArchive.List(below) ?? GenreFolders.List(below);
        if (listing.Tracks.Count == 0)
        {
            throw new DataSetException($"{folder} holds no labelled sound. It needs a folder of audio per genre (as GTZAN has), an index.csv with file and genre, FMA's fma_metadata and fma_small, "
                + $"or {LogMelSet.LevelsFile} beside an index.csv with row, clip and genre.{string.Concat(listing.Notes.Select(n => $" {n}."))}");
        }

        return new GenreDataSet(levels, artists is null ? listing : ArtistList.Apply(artists, listing));
    }

    /// <summary>
    /// Reads (and decodes) the tracks in order; <paramref name="which"/> leaves out the others, where given. <paramref name="tap"/> is given a track's mono samples, where
    /// it has sound, before the track comes.
    /// </summary>
    public async IAsyncEnumerable<TrackReading> ReadAsync(Func<ListedTrack, bool>? which, [EnumeratorCancellation] CancellationToken cancellation, Action<ReadOnlySpan<float>>? tap = null)
    {
        var decoder = new MediaToLogMel(new MediaDecoderOptions(), TimeProvider.System);
        foreach (var listed in Listed)
        {
            if (which?.Invoke(listed) == false) continue;
            cancellation.ThrowIfCancellationRequested();
            var decoded = listed.Path is not { } path ? new MediaDecoding(Levels(listed.Row), null)
                : IsEmpty(path) ? Empty
                : await decoder.DecodeAsync(path, tap, cancellation);
            yield return new TrackReading(listed.Name, decoded.Track is { } sound ? new GenreTrack(listed.Name, listed.Genre, listed.Split, listed.Artist, sound) { Fold = listed.Fold } : null, decoded.Error);
        }
    }

    // Whoever opens a pipe may wait for ever. It has no length, as a device has none.
    private static bool IsEmpty(string path) => RealPath.Of(path) is { } real && new FileInfo(real) is { Exists: true, Length: 0 };

    private LogMelTrack Levels(long row) => new(_contract.Id, _contract.MelBands, _contract.Frames, (double)_contract.ClipSamples / _contract.SampleRate, [_levels!.Read(row)]);
}
