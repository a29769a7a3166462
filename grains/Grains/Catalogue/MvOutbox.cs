using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>
/// Sends what an MV owes: its whole record to the log, and its row to its track and creators, from which a withdrawn one is taken away. Everything is
/// versioned, so sending again is harmless.
/// Safe to call from any thread; the state belongs to the caller.
/// </summary>
internal sealed class MvOutbox(IEventLog log, IGrainFactory grains)
{
    /// <summary>Notes whom a send is going to tell. The state must be stored between this and <see cref="SendAsync"/>.</summary>
    public static void Announce(MvState state)
    {
        state.ToldTracks = [.. state.ToldTracks.Union(TracksOf(state.Record!), StringComparer.Ordinal)];
        state.ToldCreators = [.. state.ToldCreators.Union(CreatorsOf(state.Record!), StringComparer.Ordinal)];
    }

    /// <summary>Sends it all, or throws; what was sent before a failure is sent again next time.</summary>
    public async Task SendAsync(MvState state)
    {
        MvRecord record = state.Record!;
        CatalogueEntry entry = record.Entry;
        var link = new MvLink(entry.Id, record.Version, entry.Title, record.Posterior, state.PosteriorSequence);
        var append = new LogAppend(Partitioning.Of(entry.Id, log.Partitions), LogEventCodec.Encode(new LogEvent.MvRecorded(record)));

        List<Task> sends = [log.AppendAsync([append])];
        (string[] tracks, string[] creators) = (TracksOf(record), CreatorsOf(record));
        sends.AddRange(tracks.Select(track => grains.GetGrain<ITrackGrain>(track).LinkAsync(link)));
        sends.AddRange(state.ToldTracks.Except(tracks, StringComparer.Ordinal)
            .Select(track => grains.GetGrain<ITrackGrain>(track).UnlinkAsync(entry.Id, record.Version)));
        sends.AddRange(creators.Select(creator => grains.GetGrain<ICreatorGrain>(creator).LinkAsync(link)));
        sends.AddRange(state.ToldCreators.Except(creators, StringComparer.Ordinal)
            .Select(creator => grains.GetGrain<ICreatorGrain>(creator).UnlinkAsync(entry.Id, record.Version)));
        await Task.WhenAll(sends);

        state.ToldTracks = tracks;
        state.ToldCreators = creators;
    }

    private static string[] TracksOf(MvRecord record) => record is { WithdrawnAt: null, Entry.Track: { } track } ? [track] : [];

    private static string[] CreatorsOf(MvRecord record) => record.WithdrawnAt is null ? record.Entry.Creators : [];
}
