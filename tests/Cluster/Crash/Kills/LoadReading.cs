using System.Globalization;
using System.Text;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>One reading of the load, as the test remembers it.</summary>
/// <param name="Series">Whose.</param>
/// <param name="At">UTC ticks, whole seconds.</param>
/// <param name="Values">By <see cref="Counters"/>; <see cref="Absent"/> where not reported.</param>
internal sealed record LoadReading(LoadSeries Series, long At, long[] Values)
{
    public const long Absent = -1;

    public static readonly string[] Counters = ["impressions", "clicks", "views", "likes", "comments", "shares"];

    /// <summary>Adds it to a body of JSON lines.</summary>
    public void Write(StringBuilder body)
    {
        string at = new DateTime(At, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        body.Append(CultureInfo.InvariantCulture, $$"""{"mv":"{{Series.Mv}}","platform":"{{Series.Platform}}","source":"{{Series.Source}}","observedAt":"{{at}}" """);
        for (int counter = 0; counter < Counters.Length; counter++)
        {
            if (Values[counter] != Absent)
                body.Append(CultureInfo.InvariantCulture, $",\"{Counters[counter]}\":{Values[counter]}");
        }

        body.Append("}\n");
    }
}
