using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Grains.Observations.History;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Tests.Unit.History;

/// <summary>The past of an MV of a log in memory.</summary>
internal static class HistoryRig
{
    /// <summary>What a log holds of an MV.</summary>
    public static MvInputs Inputs(string mv, IEnumerable<LogEntry> log)
    {
        var inputs = new TailInputs(mv);
        foreach (LogEntry entry in log)
            inputs.Add(in entry);
        return new([.. inputs.Readings], [.. inputs.Epochs.DistinctBy(logged => logged.Epoch.Id)], [.. inputs.Records]);
    }

    public static PlatformHistory[] Histories(string mv, IEnumerable<LogEntry> log, HistoryQuery query)
    {
        MvInputs inputs = Inputs(mv, log);
        return HistoryBuilder.Build(Timeline(inputs, query.AcrossEpochs), inputs, query, TimeZoneInfo.FindSystemTimeZoneById(query.Zone))!;
    }

    public static MvExplanation Explanation(string mv, IEnumerable<LogEntry> log, InputPlace after = default, int limit = 1_000)
    {
        MvInputs inputs = Inputs(mv, log);
        return new Explainer(inputs, Timeline(inputs, false)).Explain(after, limit, 0);
    }

    private static MvTimeline Timeline(MvInputs inputs, bool acrossEpochs) =>
        MvTimeline.Of(inputs, new SourcePrecedence([]), acrossEpochs, CancellationToken.None);
}
