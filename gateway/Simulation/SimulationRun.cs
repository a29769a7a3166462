using System.Text;
using MediaAnalytics.Gateway.Simulation.Catalogue;
using MediaAnalytics.Gateway.Simulation.Files;
using MediaAnalytics.Gateway.Simulation.Media;
using MediaAnalytics.Gateway.Simulation.Readings;
using MediaAnalytics.Gateway.Simulation.Tally;
using MediaAnalytics.Gateway.Simulation.Truth;

namespace MediaAnalytics.Gateway.Simulation;

/// <summary>Writes a whole simulation into a folder. What is there already is kept, so a stopped run goes on where it was.</summary>
internal static class SimulationRun
{
    public const string CatalogueName = "catalogue.csv";
    public const string ObservationsName = "observations.jsonl";
    public const string TallyName = "tally.json";

    /// <summary>Writes the files, reporting MVs done per stage.</summary>
    /// <returns>The error that stopped it, or null.</returns>
    public static async Task<SimulationError?> WriteAsync(
        string path, SimulationOptions options, ISimulationProgress progress, CancellationToken cancel)
    {
        if (options.Validate() is { } invalid) return invalid;
        var (folder, error) = await SimulationFolder.OpenAsync(path, options, cancel);
        if (folder is null) return error;
        await folder.WriteAsync("README.txt", s => s.WriteAsync(Encoding.UTF8.GetBytes(ReadmeText.Of(options)), cancel).AsTask());
        await folder.WriteAsync("truth.json", s => TruthFile.WriteAsync(s, options, cancel));
        await StageAsync(folder, CatalogueName, (s, done) => CatalogueFile.WriteAsync(s, options, done, cancel));
        await StageAsync(folder, ObservationsName, (s, done) => ReadingFile.WriteAsync(s, options, done, cancel));
        await StageAsync(folder, TallyName, (s, done) => TallyFile.WriteAsync(
            folder[CatalogueName], folder[ObservationsName], options.GroupSize, s, done, cancel));
        if (!options.Media) return null;
        await folder.WriteAsync("media-truth.csv", s => MediaTruthFile.WriteAsync(s, options, cancel));
        return await MediaFolder.WriteAsync(folder["media"], options, done => progress.Advance("media", done, options.Mvs), cancel);

        async Task StageAsync(SimulationFolder into, string name, Func<Stream, Action<int>, Task> write)
        {
            await into.WriteAsync(name, s => write(s, done => progress.Advance(name, done, options.Mvs)));
            progress.Finish(name, options.Mvs);
        }
    }
}
