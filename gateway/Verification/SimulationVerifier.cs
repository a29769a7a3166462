using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Dissemination;
using MediaAnalytics.Gateway.Queries;
using MediaAnalytics.Gateway.Simulation.Tally;
using Sylvan.Data.Csv;

namespace MediaAnalytics.Gateway.Verification;

/// <summary>Asks a server whether it says of a simulation what the simulation's own tally says. One caller at a time.</summary>
internal sealed class SimulationVerifier(HttpClient server, string folder, TimeProvider time)
{
    private const int ProblemsShown = 10;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Waits until every MV with media has come to an end, recognised or not, and tells how they came out.</summary>
    /// <exception cref="TimeoutException">Some were still under way at <paramref name="deadline"/>.</exception>
    public async Task<MediaCheck> CheckMediaAsync(DateTimeOffset deadline, Action<int, int> progress, CancellationToken cancellation)
    {
        List<string> waiting = await WithMediaAsync(cancellation);
        int all = waiting.Count, recognised = 0;
        List<string> problems = [];
        while (true)
        {
            List<string> still = [];
            foreach (string id in waiting)
            {
                MvJson mv = await GetAsync<MvJson>($"v1/mvs/{Uri.EscapeDataString(id)}", cancellation);
                if (mv.Workflow.Stage.IsUnderWay())
                    still.Add(id);
                else if (mv.Genre.Posterior is not null)
                    recognised++;
                else
                    problems.Add($"{id}: {mv.Workflow.Stage}, {mv.Workflow.Problem?.Message ?? "no posterior"}");
            }

            progress(all - still.Count, all);
            if (still.Count == 0)
                return new(all, recognised, [.. problems.Take(ProblemsShown)]);
            if (time.GetUtcNow() > deadline)
                throw new TimeoutException($"{still.Count} of {all} MVs with media were still being decoded or recognised, e.g. {still[0]}");
            waiting = still;
            await Task.Delay(Poll, time, cancellation);
        }
    }

    /// <summary>Compares every figure of the tally, again and again until all are equal or the deadline has passed.</summary>
    public async Task<IReadOnlyList<Comparison>> CompareAsync(DateTimeOffset deadline, Action<int, int> progress, CancellationToken cancellation)
    {
        await using FileStream file = File.OpenRead(Path.Combine(folder, "tally.json"));
        SimulationTally tally = await JsonSerializer.DeserializeAsync<SimulationTally>(file, Json, cancellation)
            ?? throw new InvalidDataException($"{file.Name} holds no tally");
        while (true)
        {
            List<Comparison> comparisons = [];
            foreach ((string dimension, IReadOnlyDictionary<string, TallySums> sums) in TallyComparison.Splits(tally))
            {
                DisseminationJson answer = await GetAsync<DisseminationJson>($"v1/dissemination?by={dimension}", cancellation);
                if (comparisons.Count == 0)
                    comparisons.AddRange(TallyComparison.Compare("all", tally.Overall, answer.Total));
                comparisons.AddRange(TallyComparison.Compare(dimension, sums, answer));
            }

            progress(comparisons.Count(comparison => comparison.Equal), comparisons.Count);
            if (comparisons.TrueForAll(comparison => comparison.Equal) || time.GetUtcNow() > deadline)
                return comparisons;
            await Task.Delay(Poll, time, cancellation);
        }
    }

    private async Task<List<string>> WithMediaAsync(CancellationToken cancellation)
    {
        List<string> ids = [];
        await using CsvDataReader rows = await CsvDataReader.CreateAsync(Path.Combine(folder, "catalogue.csv"), cancel: cancellation);
        int id = rows.GetOrdinal("id"), media = rows.GetOrdinal("media");
        while (await rows.ReadAsync(cancellation))
        {
            if (rows.GetString(media).Length > 0)
                ids.Add(rows.GetString(id));
        }

        return ids;
    }

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await server.GetAsync(path, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
            throw new InvalidDataException($"the server does not know {path}; import the simulation's catalogue first");
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            string said = await GatewayClient.RefusalAsync(response, cancellation);
            throw new ClientFault(ClientKey.Refused(response.StatusCode, said, server.DefaultRequestHeaders.Authorization is not null));
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<T>(Json, cancellation) ?? throw new InvalidDataException($"{path} answered nothing");
    }
}
