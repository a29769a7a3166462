using MediaAnalytics.Contracts.Observations;

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

    public int Batches { get; private set; }

    /// <summary>Batches that the server no longer knew when it was asked; their readings count, their duplicates are not known.</summary>
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

    public void AddFolded(int? duplicates)
    {
        lock (_gate)
        {
            if (duplicates is { } known) Duplicates += known;
            else Unconfirmed++;
        }
    }
}
