using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Contracts.Observations;

/// <summary>What an entry of the event log says happened.</summary>
public abstract record LogEvent
{
    private LogEvent()
    {
    }

    /// <summary>Readings of one batch that belong to one partition.</summary>
    public sealed record CountersObserved(BatchHeader Batch, IReadOnlyList<Reading> Readings) : LogEvent;

    /// <summary>Rows of one batch that were not accepted.</summary>
    public sealed record RowsQuarantined(BatchHeader Batch, IReadOnlyList<QuarantinedRow> Rows) : LogEvent;

    /// <summary>An MV's whole record at one version.</summary>
    public sealed record MvRecorded(MvRecord Record) : LogEvent;

    /// <summary>A platform's break of definition. It stands in every partition's log, appended at once.</summary>
    public sealed record EpochDeclared(DefinitionEpoch Epoch) : LogEvent;
}
