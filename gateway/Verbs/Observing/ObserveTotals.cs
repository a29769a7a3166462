using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>What the server said of the batches, added up. Any thread.</summary>
internal sealed class ObserveTotals
{
    private readonly Lock _gate = new();
    private readonly List<QuarantinedRow> _quarantined = [];
    private readonly SortedSet<string> _unknownFields = new(StringComparer.Ordinal);

    public long Sent { get; private set; }

    public long Appended { get; private set; }

    public long Duplicates { get; private set; }

    public long Conflicts { get; private set; }

    public int Batches { get; private set; }

    /// <summary>Batches that the server no longer knew when it was asked; their readings count, their duplicates and conflicts are not known.</summary>
    public int Unconfirmed { get; private set; }

    public IReadOnlyList<QuarantinedRow> Quarantined => _quarantined;

    public IReadOnlyCollection<string> UnknownFields => _unknownFields;

    public void AddReceipt(int rows, int appended, IEnumerable<QuarantinedRow> quarantined, IEnumerable<string> unknownFields)
    {
        lock (_gate)
        {
            Batches++;
            Sent += rows;
            Appended += appended;
            _quarantined.AddRange(quarantined);
            _unknownFields.UnionWith(unknownFields);
        }
    }

    /// <summary>Adds what the server says of a batch that is folded; null where it no longer knows it.</summary>
    public void AddFolded(BatchStatusJson? status)
    {
        lock (_gate)
        {
            Duplicates += status?.Duplicates ?? 0;
            Conflicts += status?.Conflicts ?? 0;
            Unconfirmed += status is null ? 1 : 0;
        }
    }
}
