using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Placement;
using MediaAnalytics.Gateway.Auditing;
using MediaAnalytics.Gateway.Cluster;

namespace MediaAnalytics.Tests.Browser.Fake;

/// <summary>Stands in for the dissemination view: sums of invented MVs that grow when told, or with every poll.</summary>
internal sealed class SyntheticView(int mvs, TimeProvider time) : IDisseminationGrain
{
    private const int Partitions = 8;

    private readonly Lock _gate = new();
    private readonly Random _random = new(7);
    private readonly List<SyntheticMv> _mvs = SyntheticCatalogue.Make(mvs, new Random(42));
    private long _version = 1;

    /// <summary>Whether counters grow with every poll.</summary>
    public bool Moves { get; set; }

    /// <summary>When set, questions wait for it: the view does not answer.</summary>
    public Task? Answers { get; set; }

    /// <summary>When set, every question fails.</summary>
    public bool Fails { get; set; }

    /// <summary>Since when one partition's windows are whole; null where all of them are.</summary>
    public DateTimeOffset? WindowsSince { get; set; }

    /// <summary>What the books say.</summary>
    public BooksJson Books { get; set; } = new(AuditState.Balanced, false, time.GetUtcNow().AddMinutes(-12), 1_234_567, 0);

    /// <summary>The silos behind the page; by default there is no cluster.</summary>
    public ClusterSilos Silos { get; set; } = new(static () => Task.FromResult<SiloReport[]>([]), clustered: false, static () => []);

    /// <summary>Lets counters grow a little.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            _version++;
            foreach (var row in _mvs.SelectMany(mv => mv.Rows).Where(_ => _random.Next(9) == 0))
            {
                var views = 1 + (row.Net.Views / 2_000);
                var rise = new Counters(views * 9, views / 2, views, views / 20, 0, 0);
                row.Net += rise;
                row.Gross += rise;
                row.LastHour += new WindowDelta(rise, default);
                row.LastDay += new WindowDelta(rise, default);
            }
        }
    }

    public Task PublishAsync(CellTable table) => throw new NotSupportedException("The stand-in makes up its own figures.");

    public Task<long> VersionAsync()
    {
        if (Fails)
            throw new InvalidOperationException("The stand-in was told to fail.");
        if (Moves)
            Advance();
        lock (_gate)
            return Task.FromResult(_version);
    }

    public async Task<DisseminationAnswer> QueryAsync(DisseminationQuery query)
    {
        if (Answers is { } answers)
            await answers;
        lock (_gate)
        {
            var cells = query.By.Contains(Dimension.Platform)
                ? _mvs.SelectMany(mv => mv.Rows.Select(row => (mv, rows: new[] { row })))
                : _mvs.Select(mv => (mv, rows: mv.Rows.ToArray()));
            var rows = cells
                .GroupBy(cell => string.Join('\u0001', query.By.Select(by => Key(by, cell.mv, cell.rows) ?? "\u0002")))
                .Select(group => new DisseminationRow(
                    [.. group.Key.Split('\u0001').Take(query.By.Length).Select(value => value == "\u0002" ? null : value)],
                    Sum(group.Select(cell => cell.rows))))
                .OrderByDescending(row => row.Sums.Net.Views);
            return new([.. rows], Sum(_mvs.Select(mv => mv.Rows.ToArray())), Revisions(), Partitions);
        }
    }

    public Task<PastAnswer> QueryAsOfAsync(DisseminationQuery query, DateTimeOffset at) =>
        throw new NotSupportedException("The stand-in has no past.");

    public async Task<Overview> OverviewAsync()
    {
        if (Answers is { } answers)
            await answers;
        lock (_gate)
        {
            var recognised = _mvs.Count(mv => mv.Recognised is not null);
            var rest = _mvs.Count - recognised;
            long[] stages = _mvs.Count == 0 ? new long[MvStages.Count] : [rest - 11, 1, 4, 2, recognised, 1, 3];
            var top = _mvs
                .Select(mv => new TopMv(mv.Id, mv.Title, mv.Label, mv.Declared, mv.Rows.Sum(row => row.Net.Views),
                    mv.Rows.Sum(row => row.LastHour.Rises.Views), mv.Rows.Sum(row => row.LastDay.Rises.Views)))
                .OrderByDescending(mv => mv.GainedLastDay);
            return new(stages, [.. top.Take(10)], _mvs.Sum(mv => mv.Rows.Count) * 96L, _mvs.Sum(mv => mv.Rows.Count) / 9);
        }
    }

    private PartitionRevision[] Revisions() =>
        [.. Enumerable.Range(0, Partitions).Select(partition => new PartitionRevision(
            partition, 1, _version, _version * 10, time.GetUtcNow(), partition == 3 ? WindowsSince : null))];

    private static string? Key(Dimension by, SyntheticMv mv, SyntheticRow[] rows) => by switch
    {
        Dimension.Genre => mv.Label.Genre,
        Dimension.GenreSource => mv.Label.Source switch
        {
            GenreSource.Posterior => "posterior",
            GenreSource.Declared => "declared",
            _ => "unknown",
        },
        Dimension.GenreDeclared => mv.Declared,
        Dimension.HasStory => mv.Story is { } story ? (story ? "true" : "false") : null,
        Dimension.Platform => rows[0].Platform,
        _ => null,
    };

    private static CellSums Sum(IEnumerable<SyntheticRow[]> mvs) => mvs.Aggregate(default(CellSums), (sums, rows) =>
        rows.Aggregate(sums with { Mvs = sums.Mvs + 1 }, (sum, row) => sum + new CellSums
        {
            Net = row.Net,
            Gross = row.Gross,
            PairedImpressions = row.Net.Impressions,
            PairedClicks = row.Net.Clicks,
            PairedViews = row.Net.Views,
            PairedLikes = row.Net.Likes,
            LastHour = row.LastHour,
            LastDay = row.LastDay,
        }));
}
