using System.Globalization;
using System.Text.Json;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Imports;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>Does what <c>gateway import</c> was asked for. Once.</summary>
internal sealed class ImportAction(ImportArguments arguments, TimeProvider time, VerbConsole console)
{
    private const int ShownProblems = 20;

    private string? _import;

    /// <summary>The exit code.</summary>
    public Task<int> RunAsync(CancellationToken cancellation) => console.RunAsync(() => ImportAsync(cancellation), Stopped);

    private async Task<int> ImportAsync(CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        // Whether the file can be read is better said before its media is uploaded.
        RowFormat format = await TextFile.FormatOfAsync(arguments.File, cancellation);

        using var client = new GatewayClient(arguments.Server, time, ClientKey.Resolve(arguments.Key));
        MediaFolder? folder = arguments.Media is null ? null : new(arguments.Media);
        (ImportJson status, IReadOnlyList<MediaFile> files, MediaTotals? totals) = await console.ProgressAsync(
            bars => SendAsync(client, folder, format, bars, cancellation));
        string? quarantine = null;
        if (status.Quarantine is not null)
        {
            quarantine = QuarantineCopy.PathFor(arguments.File, arguments.Quarantine);
            await new ImportRequests(client, time).SaveQuarantineAsync(status, quarantine, cancellation);
        }

        MediaFile[] problems = [.. files.Where(file => file.Problem is not null).Take(ShownProblems)];
        var summary = new ImportSummary(
            arguments.File, status.Id, status.DryRun, status.State, status.Rows, status.Created, status.Updated, status.Unchanged, status.Quarantined,
            quarantine, status.UnknownColumns, totals, problems, Math.Round(time.GetElapsedTime(began).TotalSeconds, 3), status.ErrorCode, status.ErrorMessage);
        if (arguments.Json) await console.Output.WriteLineAsync(JsonSerializer.Serialize(summary, ClientJson.Options));
        else Print(summary);
        if (status.State == "failed")
        {
            await console.Error.WriteLineAsync($"The import failed: {status.ErrorMessage} ({status.ErrorCode})");
            return ExitCodes.Failed;
        }

        return summary.Quarantined > 0 || totals is { Failed: > 0 } ? ExitCodes.DoneWithExceptions : ExitCodes.Done;
    }

    private async Task<(ImportJson Status, IReadOnlyList<MediaFile> Files, MediaTotals? Totals)> SendAsync(
        GatewayClient client, MediaFolder? folder, RowFormat format, ProgressContext bars, CancellationToken cancellation)
    {
        var requests = new ImportRequests(client, time);
        IReadOnlyList<MediaFile>? files = null;
        MediaTotals? totals = null;
        if (folder is not null)
        {
            IReadOnlyList<string> paths = await MediaPaths.FindAsync(arguments.File, format, cancellation);
            (files, totals) = arguments.DryRun ? Look(folder, paths) : await UploadAsync(client, folder, paths, bars, cancellation);
        }

        ImportJson status = await requests.StartAsync(arguments.File, format, arguments.DryRun, arguments.DryRun ? null : files, cancellation);
        _import = status.Id;
        ProgressTask bytes = bars.AddTask("rows", maxValue: Math.Max(1, status.BytesTotal));
        status = await requests.WatchAsync(
            status,
            now =>
            {
                bytes.Description = $"{now.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows";
                bytes.Value = now.BytesRead;
            },
            cancellation);
        return (status, files ?? [], totals);
    }

    private static Task<(IReadOnlyList<MediaFile> Files, MediaTotals Totals)> UploadAsync(
        GatewayClient client, MediaFolder folder, IReadOnlyList<string> paths, ProgressContext bars, CancellationToken cancellation)
    {
        ProgressTask files = bars.AddTask("media files", maxValue: Math.Max(1, paths.Count));
        long hashed = 0;
        var uploader = new MediaUploader(client, folder, (more, bytes) =>
        {
            files.Increment(more);
            if (bytes > 0) files.Description = $"media files, {Interlocked.Add(ref hashed, bytes) / 1e6:N0} MB";
        });
        return uploader.UploadAsync(paths, cancellation);
    }

    private static (IReadOnlyList<MediaFile> Files, MediaTotals Totals) Look(MediaFolder folder, IReadOnlyList<string> paths)
    {
        MediaFile[] files = [.. paths.Select(path => new MediaFile(path, null, folder.Find(path).Problem))];
        return (files, new(files.Length, 0, 0, files.Count(file => file.Problem is not null), 0));
    }

    private void Print(ImportSummary summary)
    {
        var table = new Table().AddColumn(summary.DryRun ? "Dry run: nothing was changed" : "Import").AddColumn("", column => column.RightAligned());
        void Row(string name, long value) => table.AddRow(name, value.ToString("N0", CultureInfo.InvariantCulture));
        Row("rows", summary.Rows);
        Row(summary.DryRun ? "would be created" : "created", summary.Created);
        Row(summary.DryRun ? "would be updated" : "updated", summary.Updated);
        Row("unchanged", summary.Unchanged);
        Row("quarantined", summary.Quarantined);
        if (summary.Media is { } media)
        {
            Row("media files", media.Files);
            Row("media uploaded", media.Uploaded);
            Row("media at the server already", media.Present);
            Row("media with a problem", media.Failed);
        }

        table.AddRow("seconds", summary.Seconds.ToString("N1", CultureInfo.InvariantCulture));
        IAnsiConsole shown = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Output) });
        shown.Write(table);
        if (summary.UnknownColumns.Count > 0) console.Output.WriteLine($"Columns kept without a meaning of their own: {string.Join(", ", summary.UnknownColumns)}");
        foreach (MediaFile file in summary.MediaProblems) console.Output.WriteLine($"media {file.Path}: {file.Problem}");
        if (summary.QuarantineFile is { } path) console.Output.WriteLine($"Quarantined rows, with the reasons: {path}");
    }

    private string Stopped() => _import is null
        ? "Stopped before the import began. The same command again goes on: media that was uploaded is skipped."
        : $"Stopped watching. Import {_import} goes on at the server; the same command again watches it, or see {arguments.Server.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1/imports/{_import}";
}
