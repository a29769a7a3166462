using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>Watches over all kills that no partition's published table ever goes back: neither to an older activation nor to an older log offset.</summary>
internal sealed class RevisionWatch(ServerProcess server)
{
    private readonly Dictionary<int, (long Epoch, long Sequence, long Offset)> newest = [];

    /// <summary>Different tables seen.</summary>
    public int Tables { get; private set; }

    /// <summary>Asks again and again until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                JsonNode answer = (await server.Client.GetFromJsonAsync<JsonNode>("v1/dissemination?by=platform", stop))!;
                foreach (JsonNode? revision in answer["revisions"]!.AsArray())
                    See((int)revision!["partition"]!, ((long)revision["epoch"]!, (long)revision["sequence"]!, (long)revision["offset"]!));
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
            {
                // Killed, not up yet, or told to stop.
            }

            await Task.Delay(100, CancellationToken.None);
        }
    }

    private void See(int partition, (long Epoch, long Sequence, long Offset) seen)
    {
        if (newest.TryGetValue(partition, out var before))
        {
            Assert.True(seen.CompareTo(before) >= 0, $"partition {partition} went back from {before} to {seen}");
            Assert.True(seen.Offset >= before.Offset, $"partition {partition} shows log offset {seen.Offset} after {before.Offset}");
        }

        Tables += seen == before ? 0 : 1;
        newest[partition] = seen;
    }
}
