using System.Globalization;
using MediaAnalytics.Inference;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.Training;
using Spectre.Console;

namespace MediaAnalytics.Silo.Lab;

/// <summary>One run of <c>silo ablate</c>: read the data, run the fits that are not done, write the table, the figures and the report.</summary>
internal static class LabRun
{
    public static async Task<int> RunAsync(LabRequest request, CancellationToken cancellation)
    {
        string? unknown = request.Methods.FirstOrDefault(m => !LabMethods.Known.Contains(m));
        if (request.Methods.Count == 0) throw new DataSetException("--methods names nothing. Leave it out, or name some.");
        if (unknown is not null) throw new DataSetException($"There is no method '{unknown}', only: {string.Join(", ", LabMethods.Known)}. Give some of them with --methods.");
        // What a technique brings is measured against the usual network.
        if (request.Methods.Any(m => LabTechnique.Of(m) is not null)) request = request with { Methods = [.. request.Methods.Append(LabMethods.Usual).Distinct()] };
        ConsoleWidth.Widen(AnsiConsole.Console);
        LabSets.Check(request);
        TorchRuntime.KeepFreedMemory();
        var sets = new List<LabSet>();
        foreach (string folder in request.Data) sets.Add(await LabSets.ReadAsync(folder, request, cancellation));
        if (sets.DistinctBy(s => s.Name).Count() < sets.Count) throw new DataSetException("Two data sets have folders of one name. Rename one, since results are filed by it.");
        var files = new LabFiles(request.Output);
        var results = await new Laboratory(request, sets, files).RunAsync(cancellation);
        var table = new LabTable(sets, results);
        string report = Path.Combine(files.Folder, "report.md");
        LabReport.Write(report, table, files);
        LabCsv.Write(Path.Combine(files.Folder, "table.csv"), table);
        if (request.Report is { } elsewhere) LabReport.Write(Path.GetFullPath(elsewhere), table, files);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{results.Count} fits; report {request.Report ?? report}, table {Path.Combine(files.Folder, "table.csv")}");
        return 0;
    }
}
