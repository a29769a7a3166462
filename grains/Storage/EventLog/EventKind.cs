namespace MediaAnalytics.Storage.EventLog;

/// <summary>Second byte of an encoded event. Values are for ever.</summary>
internal enum EventKind : byte
{
    CountersObserved = 1,
    RowsQuarantined = 2,
    MvRecorded = 3,
    EpochDeclared = 4,
}
