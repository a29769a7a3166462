using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Gateway.Auditing;
using MediaAnalytics.Gateway.Cluster;
using MediaAnalytics.Gateway.Dissemination;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>Reads snapshots from the dissemination view, and the books in short.</summary>
internal sealed class GrainSnapshotSource(Func<IDisseminationGrain> view, Func<BooksJson> books, ClusterSilos silos, TimeProvider time) : ISnapshotSource
{
    private static readonly Dimension[] ByGenre = [Dimension.Genre];
    private static readonly Dimension[] ByGenreSource = [Dimension.Genre, Dimension.GenreSource];
    private static readonly Dimension[] ByDeclared = [Dimension.GenreDeclared];
    private static readonly Dimension[] ByStory = [Dimension.HasStory];
    private static readonly Dimension[] ByPlatform = [Dimension.Platform];
    private static readonly Dimension[] ByAll = [Dimension.Genre, Dimension.HasStory, Dimension.Platform];

    // Not before it is asked for: a gateway knows no grains until it has reached the cluster.
    private IDisseminationGrain View => view();

    public Task<long> VersionAsync() => View.VersionAsync();

    public async Task<SnapshotJson> ReadAsync()
    {
        var genre = AskAsync(ByGenre);
        var source = AskAsync(ByGenreSource);
        var declared = AskAsync(ByDeclared);
        var story = AskAsync(ByStory);
        var platform = AskAsync(ByPlatform);
        var table = AskAsync(ByAll);
        var overview = View.OverviewAsync();
        var cluster = silos.CountAsync();
        await Task.WhenAll(genre, source, declared, story, platform, table, overview, cluster);
        var first = await genre;
        return new SnapshotJson(
            time.GetUtcNow(),
            RevisionJson.Complete(first),
            DisseminationRowJson.OfTotal(first.Total),
            Rows(ByGenre, first),
            Rows(ByGenreSource, await source),
            Rows(ByDeclared, await declared),
            Rows(ByStory, await story),
            Rows(ByPlatform, await platform),
            Rows(ByAll, await table),
            (await table).Rows.Length,
            OverviewJson.Of(await overview),
            books(),
            silos.Notices,
            await cluster,
            RevisionJson.WindowsSince(first),
            [.. first.Revisions.Select(RevisionJson.Of)]);
    }

    private Task<DisseminationAnswer> AskAsync(Dimension[] by) => View.QueryAsync(new(by, []));

    private static DisseminationRowJson[] Rows(Dimension[] by, DisseminationAnswer answer) =>
        [.. answer.Rows.Take(SnapshotJson.TableLength).Select(row => DisseminationRowJson.Of(by, row))];
}
