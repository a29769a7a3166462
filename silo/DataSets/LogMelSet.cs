using System.Globalization;
using MediaAnalytics.Analysis.Signal;
using Sylvan.Data.Csv;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>A folder with <c>logmel.u8</c> (bytes [clip][mel 0 lowest][frame]) and <c>index.csv</c> (row, clip, genre; split and artistGroup optional).</summary>
internal sealed class LogMelSet
{
    /// <summary>The file of levels.</summary>
    public const string LevelsFile = "logmel.u8";

    private readonly string _levels;
    private readonly LogMelContract _contract;

    private LogMelSet(string levels, LogMelContract contract, IReadOnlyList<LogMelRow> rows) => (_levels, _contract, Rows) = (levels, contract, rows);

    /// <summary>The index, in file order.</summary>
    public IReadOnlyList<LogMelRow> Rows { get; }

    /// <summary>Opens and checks a set.</summary>
    /// <exception cref="DataSetException">A file is missing, a column or a value is not as it must be.</exception>
    public static LogMelSet Open(string folder, LogMelContract contract)
    {
        string index = Path.Combine(folder, "index.csv");
        string levels = Path.Combine(folder, LevelsFile);
        if (!File.Exists(index)) throw new DataSetException($"{folder} has {LevelsFile} but no index.csv with row, clip, genre beside it.");
        long clips = Math.DivRem(new FileInfo(levels).Length, contract.ClipBytes, out long rest);
        if (rest != 0) throw new DataSetException($"{levels} is not a whole number of clips of {contract.MelBands} × {contract.Frames} bytes: it was made under another contract than {contract.Id}.");
        using var csv = CsvDataReader.Create(index);
        int row = CsvColumns.Required(csv, index, "row"), clip = CsvColumns.Required(csv, index, "clip"), genre = CsvColumns.Required(csv, index, "genre");
        int? split = CsvColumns.Optional(csv, "split"), group = CsvColumns.Optional(csv, "artistGroup");
        var rows = new List<LogMelRow>();
        while (csv.Read())
        {
            if (!long.TryParse(csv.GetString(row), NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number >= clips)
                throw new DataSetException($"{index}, line {csv.RowNumber + 1}: row '{csv.GetString(row)}' is not one of the {clips} clips in {LevelsFile}.");
            rows.Add(new LogMelRow(number, csv.GetString(clip), csv.GetString(genre), split is int s ? csv.GetString(s) : "", group is int g ? csv.GetString(g) : ""));
        }

        return new LogMelSet(levels, contract, rows);
    }

    /// <summary>Reads one clip's bytes.</summary>
    public byte[] Read(LogMelRow row)
    {
        var bytes = new byte[_contract.ClipBytes];
        using var file = File.OpenHandle(_levels);
        long offset = row.Row * bytes.Length;
        for (int done = 0; done < bytes.Length;)
        {
            int read = RandomAccess.Read(file, bytes.AsSpan(done), offset + done);
            if (read == 0) throw new DataSetException($"{_levels} ends within clip {row.Row}.");
            done += read;
        }

        return bytes;
    }
}
