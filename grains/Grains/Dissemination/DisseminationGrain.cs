using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.EventLog;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Dissemination;

/// <summary>Holds the newest cell table of each partition and answers from them. A new activation asks the partitions to publish again.</summary>
[RunsOn(SiloRoles.Core)]
internal sealed partial class DisseminationGrain(IEventLog log, ILogger<DisseminationGrain> logger) : Grain, IDisseminationGrain
{
    private readonly Dictionary<int, CellTable> tables = [];
    private long version;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // From a timer, not from here: a partition may be waiting for this very activation.
        this.RegisterGrainTimer(AskMissingAsync, new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromSeconds(2)) { KeepAlive = true, Interleave = true });
        return Task.CompletedTask;
    }

    public Task PublishAsync(CellTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        bool newer = !tables.TryGetValue(table.Partition, out CellTable? held)
            || (table.Epoch, table.Sequence).CompareTo((held.Epoch, held.Sequence)) > 0;
        if (newer)
        {
            tables[table.Partition] = table;
            version++;
        }

        return Task.CompletedTask;
    }

    public Task<DisseminationAnswer> QueryAsync(DisseminationQuery query) => Task.FromResult(CellQuery.Answer(query, tables.Values, log.Partitions));

    public async Task<PastAnswer> QueryAsOfAsync(DisseminationQuery query, DateTimeOffset at) => PastQuery.Answer(
        query, await Task.WhenAll(Enumerable.Range(0, log.Partitions).Select(partition => GrainFactory.GetGrain<IPartitionGrain>(partition).TableAsOfAsync(at))));

    public Task<Overview> OverviewAsync() => Task.FromResult(CellQuery.Merge(tables.Values.Select(table => table.Overview)));

    public Task<long> VersionAsync() => Task.FromResult(version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} could not publish its cells; it is asked again")]
    private partial void LogPartitionSilent(Exception exception, int partition);

    private async Task AskMissingAsync(CancellationToken cancellation)
    {
        for (int partition = 0; partition < log.Partitions; partition++)
        {
            if (tables.ContainsKey(partition))
                continue;
            try
            {
                await GrainFactory.GetGrain<IPartitionGrain>(partition).PublishAsync();
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogPartitionSilent(failed, partition);
            }
        }
    }
}
