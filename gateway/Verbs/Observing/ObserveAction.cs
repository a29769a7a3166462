using System.Globalization;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Verbs.Observing.Reach;
using MediaAnalytics.Storage.Rows;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>Does what <c>gateway observe</c> was asked for. Once.</summary>
internal sealed class ObserveAction(ObserveArguments arguments, TimeProvider time, Stream input, VerbConsole console)
{
    private readonly ObserveTotals _totals = new();

    /// <summary>The exit code.</summary>
    public Task<int> RunAsync(CancellationToken cancellation) => console.RunAsync(() => ObserveAsync(cancellation), Stopped);

    private async Task<int> ObserveAsync(CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        bool isReach = arguments.Format == ReachReport.Format;
        FieldMap map = isReach ? ReachRows.Names(arguments) : new(arguments.Map, arguments.Set);
        if (arguments.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new ClientFault($"--zone {zone} is not an IANA time zone, as in Asia/Shanghai.");
        (Stream stream, RowFormat format, long? bytes) = await OpenAsync(cancellation);
        using var client = new GatewayClient(arguments.Server, time, ClientKey.Resolve(arguments.Key));
        ReachRows? reach = isReach ? new(map, new(client), time) : null;
        using IReadingRows rows = reach ?? (IReadingRows)(format == RowFormat.Parquet ? new ParquetReadingRows(map) : new ReadingRows(map, format == RowFormat.JsonLines));
        var sender = new BatchSender(client, map, arguments.Zone, _totals, time, isReach ? 1 : BatchSender.InFlight);
        await console.ProgressAsync(async bars =>
        {
            ProgressTask bar = bars.AddTask("rows", maxValue: Math.Max(1, bytes ?? 1));
            bar.IsIndeterminate = bytes is null;
            Stream metered = stream.CanSeek && format == RowFormat.Parquet ? stream : new MeteredStream(stream, read => bar.Increment(read));
            await sender.SendAsync(Shown(rows.ReadAsync(metered, cancellation), rows, bar), cancellation);
            return true;
        });
        QuarantinedRow[] quarantined = [.. rows.Quarantined.Concat(_totals.Quarantined).OrderBy(row => row.Line)];
        string? path = quarantined.Length == 0 ? null : await SaveAsync(quarantined, cancellation);
        var summary = new ObserveSummary(
            arguments.File, rows.Rows, _totals.Appended, _totals.Duplicates, _totals.Conflicts, reach?.Known ?? 0, quarantined.Length, path, _totals.Batches, _totals.Unconfirmed,
            Math.Round(time.GetElapsedTime(began).TotalSeconds, 3));
        if (arguments.Json) await console.Output.WriteLineAsync(JsonSerializer.Serialize(summary, ClientJson.Options));
        else Print(summary, quarantined);
        return quarantined.Length > 0 ? ExitCodes.DoneWithExceptions : ExitCodes.Done;
    }

    private static async IAsyncEnumerable<RowBatch> Shown(IAsyncEnumerable<RowBatch> batches, IReadingRows rows, ProgressTask bar)
    {
        await foreach (RowBatch batch in batches)
        {
            bar.Description = $"{rows.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows";
            yield return batch;
        }
    }

    private async Task<(Stream Stream, RowFormat Format, long? Bytes)> OpenAsync(CancellationToken cancellation)
    {
        if (arguments.File != "-")
        {
            RowFormat format = Asked ?? await TextFile.FormatOfAsync(arguments.File, cancellation);
            Stream file = TextFile.Open(arguments.File);
            if (format == RowFormat.Parquet) return (await TextFile.SeekableAsync(file, cancellation), format, null);
            return (file, format, file.CanSeek ? file.Length : null);
        }

        // A pipe has no name: Parquet begins with its mark, JSON lines with a brace.
        var peeked = new byte[4];
        int read = await input.ReadAtLeastAsync(peeked, peeked.Length, throwOnEndOfStream: false, cancellation);
        var stream = new PrefixedStream(peeked.AsMemory(0, read), input);
        RowFormat found = Asked ?? (TextFile.IsParquet(peeked) ? RowFormat.Parquet : read > 0 && peeked[0] == '{' ? RowFormat.JsonLines : RowFormat.Csv);
        return (found == RowFormat.Parquet ? await TextFile.SeekableAsync(stream, cancellation) : stream, found, null);
    }

    /// <summary>The form that was asked for; null where the file tells.</summary>
    private RowFormat? Asked => arguments.Format switch
    {
        "csv" or ReachReport.Format => RowFormat.Csv,
        "jsonl" => RowFormat.JsonLines,
        "parquet" => RowFormat.Parquet,
        _ => null,
    };

    private async Task<string> SaveAsync(IEnumerable<QuarantinedRow> rows, CancellationToken cancellation)
    {
        string path = QuarantineCopy.PathFor(arguments.File, arguments.Quarantine);
        await using FileStream file = QuarantineCopy.Create(path);
        await file.WriteAsync(Encoding.UTF8.GetBytes(QuarantineText.Header + QuarantineText.Rows(rows)), cancellation);
        return path;
    }

    private void Print(ObserveSummary summary, IReadOnlyList<QuarantinedRow> quarantined)
    {
        var table = new Table().AddColumn("Observations").AddColumn("", column => column.RightAligned());
        void Row(string name, long value) => table.AddRow(name, value.ToString("N0", CultureInfo.InvariantCulture));
        Row("rows", summary.Rows);
        Row("appended", summary.Appended);
        Row("of them known already", summary.Duplicates);
        Row("of them in conflict with what was known", summary.Conflicts);
        if (summary.Known > 0) Row("not sent, since their day is known", summary.Known);
        Row("quarantined", summary.Quarantined);
        table.AddRow("seconds, until folded", summary.Seconds.ToString("N1", CultureInfo.InvariantCulture));
        IAnsiConsole shown = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Output) });
        shown.Write(table);
        if (summary.UnconfirmedBatches > 0) console.Output.WriteLine($"Of {summary.UnconfirmedBatches} batches the server no longer knew how many readings it had before, or had otherwise.");
        if (summary.QuarantineFile is null) return;
        foreach (QuarantinedRow row in quarantined.Take(5)) console.Output.WriteLine($"line {row.Line}, {row.Column}: {row.Reason} ({row.Code})");
        console.Output.WriteLine($"Quarantined rows, with the reasons: {summary.QuarantineFile}");
    }

    private string Stopped() =>
        $"Stopped: {_totals.Appended} readings had been taken and stay. The same command again sends all of them; those that are known change nothing.";
}
