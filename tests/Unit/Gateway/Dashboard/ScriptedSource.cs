using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Gateway.Auditing;
using MediaAnalytics.Gateway.Dashboard.Feed;
using MediaAnalytics.Gateway.Dissemination;

namespace MediaAnalytics.Tests.Unit.Gateway.Dashboard;

/// <summary>A source whose version and failures a test sets.</summary>
internal sealed class ScriptedSource : ISnapshotSource
{
    public long Version { get; set; } = 1;

    public Exception? Failure { get; set; }

    public int Reads { get; private set; }

    public Task<long> VersionAsync() => Failure is { } failure ? Task.FromException<long>(failure) : Task.FromResult(Version);

    public Task<SnapshotJson> ReadAsync()
    {
        Reads++;
        var total = DisseminationRowJson.OfTotal(new CellSums { Mvs = Version });
        var overview = OverviewJson.Of(Overview.Empty);
        return Task.FromResult(new SnapshotJson(DateTimeOffset.UnixEpoch, true, total, [], [], [], [], [], [], 0, overview, BooksJson.Of([], 0), [], null, null, []));
    }
}
