using System.Runtime.CompilerServices;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Grains.Decoding;
using Sylvan.Data.Csv;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>
/// Labelled sound in any of three forms: a log-mel set (<c>logmel.u8</c> beside <c>index.csv</c>), an <c>index.csv</c> of audio files (file, genre;
/// split and artist optional), or a folder of audio per genre.
/// </summary>
internal sealed class GenreDataSet
{
    private readonly LogMelSet? _levels;
    private readonly IReadOnlyList<AudioFile> _files = [];
    private readonly LogMelContract _contract = LogMelContract.Default;

    private GenreDataSet(LogMelSet levels) => (_levels, Count, Splits) = (levels, levels.Rows.Count, Named(levels.Rows.Select(r => r.Split)));

    private GenreDataSet(IReadOnlyList<AudioFile> files) => (_files, Count, Splits) = (files, files.Count, Named(files.Select(f => f.Split)));

    /// <summary>Tracks in it.</summary>
    public int Count { get; }

    /// <summary>Names in its split column.</summary>
    public IReadOnlySet<string> Splits { get; }

    /// <summary>Opens the folder.</summary>
    /// <exception cref="DataSetException">It is none of the three forms, or a file of it is not as it must be.</exception>
    public static GenreDataSet Open(string folder)
    {
        if (!Directory.Exists(folder)) throw new DataSetException($"There is no folder {folder}. Name one with --data.");
        if (File.Exists(Path.Combine(folder, LogMelSet.LevelsFile))) return new GenreDataSet(LogMelSet.Open(folder, LogMelContract.Default));
        string index = Path.Combine(folder, "index.csv");
        var files = File.Exists(index) ? Listed(folder, index) : InFolders(folder);
        return files.Count > 0 ? new GenreDataSet(files)
            : throw new DataSetException($"{folder} holds no labelled sound. It needs a folder of audio per genre, an index.csv with file and genre, or {LogMelSet.LevelsFile} beside an index.csv with row, clip and genre.");
    }

    /// <summary>Reads (and decodes) the tracks in order; <paramref name="split"/> leaves out the others, where given.</summary>
    public async IAsyncEnumerable<TrackReading> ReadAsync(string? split, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var row in _levels?.Rows ?? [])
        {
            if (split is not null && row.Split != split) continue;
            cancellation.ThrowIfCancellationRequested();
            var sound = new LogMelTrack(_contract.Id, _contract.MelBands, _contract.Frames, (double)_contract.ClipSamples / _contract.SampleRate, [_levels!.Read(row)]);
            yield return new TrackReading(row.Clip, new GenreTrack(row.Clip, row.Genre, row.Split, row.ArtistGroup, sound), null);
        }

        var decoder = new MediaToLogMel(new MediaDecoderOptions(), TimeProvider.System);
        foreach (var file in _files)
        {
            if (split is not null && file.Split != split) continue;
            var decoded = await decoder.DecodeAsync(file.Path, cancellation);
            yield return new TrackReading(file.Name, decoded.Track is { } sound ? new GenreTrack(file.Name, file.Genre, file.Split, file.Artist, sound) : null, decoded.Error);
        }
    }

    private static List<AudioFile> Listed(string folder, string index)
    {
        using var csv = CsvDataReader.Create(index);
        int file = CsvColumns.Required(csv, index, "file"), genre = CsvColumns.Required(csv, index, "genre");
        int? split = CsvColumns.Optional(csv, "split"), artist = CsvColumns.Optional(csv, "artistGroup") ?? CsvColumns.Optional(csv, "artist");
        var files = new List<AudioFile>();
        while (csv.Read())
        {
            string name = csv.GetString(file);
            if (name.Length == 0 || csv.GetString(genre).Length == 0) throw new DataSetException($"{index}, line {csv.RowNumber + 1}: file and genre must not be empty.");
            files.Add(new AudioFile(name, Path.Combine(folder, name), csv.GetString(genre), split is int s ? csv.GetString(s) : "", artist is int a ? csv.GetString(a) : ""));
        }

        return files;
    }

    private static List<AudioFile> InFolders(string folder) => Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
        .SelectMany(genre => Directory.GetFiles(genre).Order(StringComparer.Ordinal), (genre, path) => new AudioFile(Path.GetRelativePath(folder, path), path, Path.GetFileName(genre), "", ""))
        .ToList();

    private static HashSet<string> Named(IEnumerable<string> splits) => splits.Where(s => s.Length > 0).ToHashSet(StringComparer.Ordinal);

    private sealed record AudioFile(string Name, string Path, string Genre, string Split, string Artist);
}
