using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Storage.Rows;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>Does what <c>gateway observe</c> was asked for. Once.</summary>
internal sealed class ObserveAction(ObserveArguments arguments, TimeProvider time, Stream input, TextWriter output)
{
    private readonly ObserveTotals _totals = new();

    /// <summary>The exit code.</summary>
    public Task<int> RunAsync(CancellationToken cancellation) => VerbConsole.RunAsync(() => ObserveAsync(cancellation), Stopped);

    private async Task<int> ObserveAsync(CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        var map = new FieldMap(arguments.Map, arguments.Set);
        if (arguments.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new ClientFault($"--zone {zone} is not an IANA time zone, as in Asia/Shanghai.");
        (Stream stream, bool jsonLines, long? bytes) = await OpenAsync(cancellation);
        using var client = new GatewayClient(arguments.Server, time);
        using var rows = new ReadingRows(map, jsonLines);
        var sender = new BatchSender(client, map, arguments.Zone, _totals, time);
        await VerbConsole.ProgressAsync(async bars =>
        {
            ProgressTask bar = bars.AddTask("rows", maxValue: Math.Max(1, bytes ?? 1));
            bar.IsIndeterminate = bytes is null;
            await sender.SendAsync(Shown(rows.ReadAsync(new MeteredStream(stream, read => bar.Increment(read)), cancellation), rows, bar), cancellation);
            return true;
        });
        QuarantinedRow[] quarantined = [.. rows.Quarantined.Concat(_totals.Quarantined).OrderBy(row => row.Line)];
        string? path = quarantined.Length == 0 ? null : await SaveAsync(quarantined, cancellation);
        var summary = new ObserveSummary(
            arguments.File, rows.Rows, _totals.Appended, _totals.Duplicates, quarantined.Length, path, _totals.Batches, _totals.Unconfirmed,
            Math.Round(time.GetElapsedTime(began).TotalSeconds, 3));
        if (arguments.Json) await output.WriteLineAsync(JsonSerializer.Serialize(summary, ClientJson.Options));
        else Print(summary, quarantined);
        return quarantined.Length > 0 ? ExitCodes.DoneWithExceptions : ExitCodes.Done;
    }

    private static async IAsyncEnumerable<RowBatch> Shown(IAsyncEnumerable<RowBatch> batches, ReadingRows rows, ProgressTask bar)
    {
        await foreach (RowBatch batch in batches)
        {
            bar.Description = $"{rows.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows";
            yield return batch;
        }
    }

    private async Task<(Stream Stream, bool JsonLines, long? Bytes)> OpenAsync(CancellationToken cancellation)
    {
        if (arguments.File != "-")
        {
            FileStream file = TextFile.OpenRaw(arguments.File);
            bool gzip = TextFile.IsGzip(arguments.File);
            return (gzip ? new GZipStream(file, CompressionMode.Decompress) : file, TextFile.IsJsonLines(arguments.File), gzip ? null : file.Length);
        }

        // A pipe has no name: JSON lines begin with a brace.
        var peeked = new byte[1];
        int read = await input.ReadAsync(peeked, cancellation);
        return (new PrefixedStream(peeked.AsMemory(0, read), input), read == 1 && peeked[0] == '{', null);
    }

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
        Row("quarantined", summary.Quarantined);
        table.AddRow("seconds, until folded", summary.Seconds.ToString("N1", CultureInfo.InvariantCulture));
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Write(table);
        if (summary.UnconfirmedBatches > 0) output.WriteLine($"Of {summary.UnconfirmedBatches} batches the server no longer knew how many readings it had before.");
        if (summary.QuarantineFile is null) return;
        foreach (QuarantinedRow row in quarantined.Take(5)) output.WriteLine($"line {row.Line}, {row.Column}: {row.Reason} ({row.Code})");
        output.WriteLine($"Quarantined rows, with the reasons: {summary.QuarantineFile}");
    }

    private string Stopped() =>
        $"Stopped: {_totals.Appended} readings had been taken and stay. The same command again sends all of them; those that are known change nothing.";
}
