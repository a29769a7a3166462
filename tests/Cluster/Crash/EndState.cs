using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Cluster.Processes;

namespace MediaAnalytics.Tests.Cluster.Crash;

/// <summary>Everything that a server answers of a simulation and that must not depend on what happened on the way.</summary>
internal static class EndState
{
    private static readonly string[] Splits =
        ["genre,genre.source,platform", "genre.declared,genre.recognised", "story.hasStory,story.structure,story.theme", "platform"];

    /// <summary>Totals and labels as text, one line each, so that a difference shows itself.</summary>
    public static async Task<string> OfAsync(ServerProcess server, IReadOnlyCollection<string> mvs, CancellationToken cancellation)
    {
        List<string> lines = [];
        await WaitForLabelsAsync(server, mvs, cancellation);
        foreach (string by in Splits)
        {
            JsonNode answer = (await server.Client.GetFromJsonAsync<JsonNode>($"v1/dissemination?by={by}", cancellation))!;
            lines.Add($"{by} total {Stable(answer["total"]!)}");
            lines.AddRange(answer["rows"]!.AsArray().Select(row => $"{by} {Stable(row!)}").Order(StringComparer.Ordinal));
        }

        foreach (string mv in mvs)
        {
            JsonNode record = (await server.Client.GetFromJsonAsync<JsonNode>($"v1/mvs/{Uri.EscapeDataString(mv)}", cancellation))!;
            IEnumerable<string> platforms = record["platforms"]!.AsArray().Select(platform => Stable(platform!));
            lines.Add($"{mv} {record["genre"]!.ToJsonString()} {record["workflow"]!["stage"]} {string.Join(' ', platforms)}");
        }

        return string.Join('\n', lines);
    }

    /// <summary>The answers follow the records within a second or so: waits until as many MVs count under a posterior as have one.</summary>
    private static async Task WaitForLabelsAsync(ServerProcess server, IReadOnlyCollection<string> mvs, CancellationToken cancellation)
    {
        int recognised = 0;
        foreach (string mv in mvs)
        {
            JsonNode record = (await server.Client.GetFromJsonAsync<JsonNode>($"v1/mvs/{Uri.EscapeDataString(mv)}", cancellation))!;
            recognised += (string?)record["genre"]!["source"] == "posterior" ? 1 : 0;
        }

        while (true)
        {
            JsonNode answer = (await server.Client.GetFromJsonAsync<JsonNode>("v1/dissemination?by=genre.source&genre.source=posterior", cancellation))!;
            if ((int)answer["total"]!["mvs"]! == recognised)
                return;
            await Task.Delay(100, cancellation);
        }
    }

    /// <summary>Without the windows, which move with the clock.</summary>
    private static string Stable(JsonNode row)
    {
        JsonObject copy = row.DeepClone().AsObject();
        copy.Remove("lastHour");
        copy.Remove("lastDay");
        return copy.ToJsonString(JsonSerializerOptions.Web);
    }
}
