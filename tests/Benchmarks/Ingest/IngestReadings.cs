using System.Text;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Tests.Benchmarks.Ingest;

/// <summary>The same readings for all: hourly polls of MVs on two platforms, in batches of 500, and as the JSON lines that a client would send.</summary>
internal sealed class IngestReadings
{
    /// <summary>Readings of a batch.</summary>
    public const int PerBatch = 500;

    private const int Mvs = 50_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Platforms = ["youtube", "bilibili"];

    /// <param name="readings">How many.</param>
    /// <param name="round">Rounds have no reading in common.</param>
    public IngestReadings(int readings, int round = 0)
    {
        int first = round * ((readings / (Mvs * Platforms.Length)) + 1) * Mvs * Platforms.Length;
        Batches =
        [
            .. Enumerable.Range(0, readings / PerBatch)
                .Select(batch => Enumerable.Range(first + (batch * PerBatch), PerBatch).Select(Reading).ToArray()),
        ];
        Bodies = [.. Batches.Select(Lines)];
    }

    /// <summary>The batches.</summary>
    public Reading[][] Batches { get; }

    /// <summary>Their JSON lines.</summary>
    public byte[][] Bodies { get; }

    /// <summary>Readings of all batches.</summary>
    public int Count => Batches.Length * PerBatch;

    private static Reading Reading(int i)
    {
        (int poll, int series) = Math.DivRem(i, Mvs * Platforms.Length);
        long mv = series / Platforms.Length;
        return new()
        {
            Mv = $"mv-{mv * 7919 % Mvs:D8}",
            Platform = Platforms[series % Platforms.Length],
            Source = "api",
            ObservedAt = Start.AddHours(poll),
            Counters = new(100 * mv + (1_000 * poll), mv + (10 * poll), 50 * mv + (500 * poll), mv + poll, mv / 3, mv / 7),
        };
    }

    private static byte[] Lines(Reading[] batch)
    {
        var lines = new StringBuilder();
        foreach (Reading reading in batch)
        {
            (Counters c, string at) = (reading.Counters, reading.ObservedAt.ToString("yyyy-MM-ddTHH:mm:ss'Z'", null));
            lines.Append(null, $$"""{"mv":"{{reading.Mv}}","platform":"{{reading.Platform}}","source":"{{reading.Source}}","observedAt":"{{at}}","impressions":{{c.Impressions}},"clicks":{{c.Clicks}},"views":{{c.Views}},"likes":{{c.Likes}},"comments":{{c.Comments}},"shares":{{c.Shares}}}""");
            lines.Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }
}
