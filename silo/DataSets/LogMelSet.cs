using System.Globalization;
using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>A folder with <c>logmel.u8</c> (bytes [clip][mel 0 lowest][frame]) and <c>index.csv</c> (row, clip, genre; split, artistGroup and fold optional).</summary>
internal sealed class LogMelSet
{
    /// <summary>The file of levels.</summary>
    public const string LevelsFile = "logmel.u8";

    private readonly string _levels;
    private readonly LogMelContract _contract;

    private LogMelSet(string levels, LogMelContract contract, IReadOnlyList<ListedTrack> rows) => (_levels, _contract, Rows) = (levels, contract, rows);

    /// <summary>The index, in file order.</summary>
    public IReadOnlyList<ListedTrack> Rows { get; }

    /// <summary>Opens and checks a set.</summary>
    /// <exception cref="DataSetException">A file is missing, a column or a value is not as it must be.</exception>
    public static LogMelSet Open(string folder, LogMelContract contract)
    {
        string index = Path.Combine(folder, IndexedFiles.Index);
        string levels = Path.Combine(folder, LevelsFile);
        if (!File.Exists(index)) throw new DataSetException($"{folder} has {LevelsFile} but no index.csv with row, clip, genre beside it.");
        long clips = Math.DivRem(new FileInfo(levels).Length, contract.ClipBytes, out long rest);
        if (rest != 0) throw new DataSetException($"{levels} is not a whole number of clips of {contract.MelBands} × {contract.Frames} bytes: it was made under another contract than {contract.Id}.");
        using var csv = CsvRows.Open(index);
        int row = csv.Required("row");
        var columns = new IndexColumns(csv, "clip");
        var rows = new List<ListedTrack>();
        while (columns.Read())
        {
            if (!long.TryParse(csv[row], NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number >= clips)
                throw csv.Fault($"row '{csv[row]}' is not one of the {clips} clips in {LevelsFile}.");
            rows.Add(columns.Track(null, number));
        }

        return new LogMelSet(levels, contract, rows);
    }

    /// <summary>Reads one clip's bytes.</summary>
    public byte[] Read(long row)
    {
        var bytes = new byte[_contract.ClipBytes];
        using var file = File.OpenHandle(_levels);
        long offset = row * bytes.Length;
        for (int done = 0; done < bytes.Length;)
        {
            int read = RandomAccess.Read(file, bytes.AsSpan(done), offset + done);
            if (read == 0) throw new DataSetException($"{_levels} ends within clip {row}.");
            done += read;
        }

        return bytes;
    }
}
