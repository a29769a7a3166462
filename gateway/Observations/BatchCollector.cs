using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>Gathers a batch's rows, good and bad. One caller at a time.</summary>
internal sealed class BatchCollector(int partitions)
{
    private readonly List<Reading>?[] _readings = new List<Reading>?[partitions];
    private readonly List<QuarantinedRow> _quarantined = [];
    private int _appended;

    /// <summary>Rows so far.</summary>
    public int Rows => _appended + _quarantined.Count;

    /// <summary>Adds a row as the parser judged it.</summary>
    public void Add((Reading? Reading, QuarantinedRow? Problem) row)
    {
        if (row.Reading is not { } reading)
        {
            _quarantined.Add(row.Problem!);
            return;
        }

        _appended++;
        (_readings[Partitioning.Of(reading.Mv, partitions)] ??= []).Add(reading);
    }

    public ParsedBatch ToBatch(IReadOnlyCollection<string> unknownFields) => new(_readings, _appended, _quarantined, unknownFields);
}
