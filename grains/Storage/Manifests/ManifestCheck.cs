using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Sqlite;

namespace MediaAnalytics.Storage.Manifests;

/// <summary>
/// Checks at the start that the log is the one which the manifests were made from. Else an empty log in the place of a lost one would take readings that go
/// when the lost one is restored.
/// </summary>
internal static class ManifestCheck
{
    /// <summary>Compares the log with all manifests.</summary>
    /// <exception cref="InvalidDataException">The log was lost, replaced, or lost its end.</exception>
    public static async Task RunAsync(IEventLog log, StateDatabase state)
    {
        var manifests = await state.Readers.RunAsync(
            static session => session.All(
                "SELECT part, generation, place FROM manifest ORDER BY part",
                static r => (Partition: r.GetInt32(0), Generation: Guid.Parse(r.GetString(1)), Offset: r.GetInt64(2))),
            CancellationToken.None).ConfigureAwait(false);
        foreach (var (partition, generation, offset) in manifests)
        {
            if (generation != log.Generation)
            {
                throw new InvalidDataException(
                    $"{StateDatabase.FileName} belongs to event log {generation}, but {SqliteEventLog.FileName} is {log.Generation}: the log was lost or replaced. "
                    + "Restore the whole data folder from one backup.");
            }

            if (partition < log.Partitions && offset > log.Head(partition))
            {
                throw new InvalidDataException(
                    $"The manifest of partition {partition} is at offset {offset}, but {SqliteEventLog.FileName} ends at {log.Head(partition)}: the log lost its end. "
                    + "Restore the whole data folder from one backup.");
            }
        }
    }
}
