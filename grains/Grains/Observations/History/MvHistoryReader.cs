using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Manifests;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>
/// Answers questions after an MV's past from facts and memory together. A call copies what it needs of the partition's state before it first awaits, and works
/// on the thread pool from there, so the partition goes on folding meanwhile.
/// </summary>
internal sealed partial class MvHistoryReader(IFactsStore facts, PartitionOptions options, TimeProvider time, ILogger<MvHistoryReader> logger) : IDisposable
{
    /// <summary>Questions answered at once in a process: commits need the facts' sessions, too.</summary>
    private const int AtOnce = 2;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10), LongestAnswer = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim free = new(AtOnce, AtOnce);
    private readonly LastPast last = new(time);

    /// <summary>How an MV's counters came about.</summary>
    /// <param name="state">The partition's.</param>
    /// <param name="upTo">The offset up to which it is whole.</param>
    /// <param name="mv">The MV.</param>
    /// <param name="query">What is asked.</param>
    public Task<HistoryAnswer<MvHistory>> HistoryAsync(PartitionState state, long upTo, string mv, HistoryQuery query) =>
        AnswerAsync(state, upTo, mv, query.AcrossEpochs, past =>
            HistoryBuilder.Build(past.Timeline, past.Inputs, query, TimeZoneInfo.FindSystemTimeZoneById(query.Zone)) is { } platforms
                ? new MvHistory(upTo, past.Inputs.Readings.Length, platforms)
                : null);

    /// <summary>What an MV's numbers are made of.</summary>
    /// <inheritdoc cref="HistoryAsync"/>
    public Task<HistoryAnswer<MvExplanation>> ExplainAsync(PartitionState state, long upTo, string mv, InputPlace after, int limit) =>
        AnswerAsync(state, upTo, mv, false, past => new Explainer(past.Inputs, past.Timeline).Explain(after, limit, upTo));

    public void Dispose()
    {
        last.Dispose();
        free.Dispose();
    }

    private Task<HistoryAnswer<T>> AnswerAsync<T>(PartitionState state, long upTo, string mv, bool acrossEpochs, Func<MvPast, T?> answer)
        where T : class
    {
        Manifest manifest = state.Manifest;
        LogEntry[] tail = [.. state.Tail.Where(entry => entry.Offset > manifest.Offset && entry.Offset <= upTo)];
        return Task.Run(() => AnswerAsync(cancellation => PastAsync(manifest, tail, upTo, mv, acrossEpochs, cancellation), mv, answer));
    }

    private async Task<HistoryAnswer<T>> AnswerAsync<T>(Func<CancellationToken, Task<MvPast>> past, string mv, Func<MvPast, T?> answer)
        where T : class
    {
        if (!await free.WaitAsync(LongestWait))
            return new(null, HistoryFault.Busy, "Other questions after the past of an MV are being answered: ask again later.");

        // The facts' files may go when LongestQuery is over.
        TimeSpan longest = LongestAnswer < options.LongestQuery / 2 ? LongestAnswer : options.LongestQuery / 2;
        using var limit = new CancellationTokenSource(longest, time);
        try
        {
            return answer(await past(limit.Token)) is { } given
                ? new(given, HistoryFault.None, "")
                : new(null, HistoryFault.TooManyRows, $"The answer has more than {HistoryQuery.MaxRows} rows.");
        }
        catch (FactsDamagedException damaged)
        {
            LogDamaged(damaged, mv);
            return new(null, HistoryFault.FactsDamaged, damaged.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new(null, HistoryFault.TooLong, $"The answer was not found within {longest.TotalSeconds:0} seconds.");
        }
        finally
        {
            free.Release();
        }
    }

    private async Task<MvPast> PastAsync(
        Manifest manifest, LogEntry[] tail, long upTo, string mv, bool acrossEpochs, CancellationToken cancellation)
    {
        if (last.Find(mv, acrossEpochs, manifest.Offset, tail, upTo) is { } kept)
            return kept;
        MvInputs inputs = await InputsAsync(manifest, tail, mv, cancellation);
        var past = new MvPast(mv, acrossEpochs, upTo, inputs, MvTimeline.Of(inputs, new(options.SourcePrecedence), acrossEpochs, cancellation));
        last.Keep(past);
        return past;
    }

    private async Task<MvInputs> InputsAsync(Manifest manifest, LogEntry[] tail, string mv, CancellationToken cancellation)
    {
        var later = new TailInputs(mv);
        foreach (LogEntry entry in tail)
            later.Add(in entry);
        IReadOnlyList<FactReading> readings = await facts.ReadingsOfMvAsync(manifest.Facts, mv, manifest.Offset, cancellation);
        IReadOnlyList<(long, DefinitionEpoch Epoch)> epochs = await facts.EpochsAsync(manifest.Facts, manifest.Offset, cancellation);
        IReadOnlyList<(long, MvRecord)> records = await facts.RecordsOfMvAsync(manifest.Facts, mv, manifest.Offset, cancellation);
        return new(
            [.. readings.OrderBy(reading => reading.Offset).ThenBy(reading => reading.Ordinal), .. later.Readings],
            [.. epochs.Concat(later.Epochs).DistinctBy(logged => logged.Epoch.Id)],
            [.. records, .. later.Records]);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The past of MV {Mv} can't be told: its partition's facts are damaged")]
    private partial void LogDamaged(Exception exception, string mv);
}
