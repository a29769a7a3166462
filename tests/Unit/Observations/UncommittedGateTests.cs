using System.Diagnostics.Metrics;
using System.Net;
using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Unit.Folding;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Observations;

public sealed class UncommittedGateTests
{
    private const string Line = """{"mv":"a","platform":"p","source":"s","observedAt":"2026-01-01","views":1}""";

    [Fact]
    public async Task WhatAPartitionCanNotCommitClosesTheIntakeAndItsCommitOpensItAgain()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        using var stores = new EmbeddedStores(new StorageOptions { Folder = folder.Path, Partitions = 1 });
        using ParquetFactsStore facts = ParquetFactsStore.Open(stores.Artifacts, new(), folder.Path);
        var states = new PartitionStateStore(stores.Log, new SqliteManifestStore(stores.State), stores.Artifacts, facts, new(), TimeProvider.System);
        PartitionState state = await states.OpenAsync(0, stop);

        await using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var progress = new PartitionProgress(stores.Log, services.GetRequiredService<IMeterFactory>());
        await using IntakeServer server = await IntakeServer.StartAsync();
        server.Gate.Real = new LagGate(progress, new IntakeOptions { MaxUncommittedBytes = 64 << 10 });

        await FoldAsync(stores.Log, state, readings: 100);
        Report(progress, stores.Log, state);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("v1/observations", Line, "application/x-ndjson")).StatusCode);

        await FoldAsync(stores.Log, state, readings: 1_000);
        Assert.True(state.TailBytes > 64 << 10, $"only {state.TailBytes} bytes wait");
        Report(progress, stores.Log, state);
        using HttpResponseMessage refused = await server.PostAsync("v1/observations", Line, "application/x-ndjson");
        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter?.Delta);
        await refused.RefusedAsync(HttpStatusCode.TooManyRequests, "observations.lag");

        Assert.True(await states.CommitAsync(state));
        Report(progress, stores.Log, state);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("v1/observations", Line, "application/x-ndjson")).StatusCode);
    }

    private static async Task FoldAsync(IEventLog log, PartitionState state, int readings)
    {
        LogEvent observed = FoldRig.Observed([.. Enumerable.Range(0, readings).Select(i => FoldRig.Reading(
            $"{i:D100}", "youtube", "api", FoldRig.Now.AddTicks(state.Fold.Cursor), Counters.None with { Views = i }))]);
        await log.AppendAsync([new LogAppend(0, LogEventCodec.Encode(observed))], TestContext.Current.CancellationToken);
        foreach (LogEntry entry in await log.ReadAsync(0, state.Fold.Cursor, 100, 1 << 20, TestContext.Current.CancellationToken))
            state.Apply(in entry);
    }

    private static void Report(PartitionProgress progress, IEventLog log, PartitionState state) => progress.Report(new(
        0, state.Manifest.Epoch, state.Fold.Cursor, state.Manifest.Offset, log.Head(0), 0, 0, 0, 0, 0, 0, 0, null, new AuditSummary(true, false, null, 0, 0, false),
        state.TailBytes));
}
