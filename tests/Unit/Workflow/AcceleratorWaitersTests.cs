using System.Collections.Concurrent;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Workflow;

/// <summary>MVs that wait for an accelerator are woken when one comes, though the index has none that is due.</summary>
public sealed class AcceleratorWaitersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void TheyAreGivenOutOnceAndOnlyWhenAnAcceleratorIsUp()
    {
        var fleet = new Fleet();
        var waiters = new AcceleratorWaiters(fleet.Choice);
        waiters.Add("a");
        waiters.Add("b");
        waiters.Add("a");
        Assert.Empty(waiters.Take(10));
        fleet.AddAccelerator();
        Assert.Empty(waiters.Take(0));
        string[] taken = [.. waiters.Take(1), .. waiters.Take(10)];
        Assert.Equal(["a", "b"], taken.Order(StringComparer.Ordinal));
        Assert.Empty(waiters.Take(10));
    }

    [Fact]
    public void TheyAreBounded()
    {
        var fleet = new Fleet();
        var waiters = new AcceleratorWaiters(fleet.Choice);
        for (int i = 0; i <= AcceleratorWaiters.Most; i++) waiters.Add($"mv{i}");
        fleet.AddAccelerator();
        Assert.Equal(AcceleratorWaiters.Most, waiters.Take(int.MaxValue).Count);
    }

    [Fact]
    public async Task ThePumpWakesThemAllAFewAtATime()
    {
        const int Mvs = 20, AtOnce = 3;
        var fleet = new Fleet();
        var waiters = new AcceleratorWaiters(fleet.Choice);
        ConcurrentDictionary<string, int> advanced = new();
        int running = 0, most = 0;
        IGrainFactory grains = FakeGrains.Create(out FakeGrains fake);
        fake.With<IMvGrain>(key => ScriptedGrain.Create<IMvGrain>((_, _) => AdvanceAsync((string)key)));
        using var pump = new WorkPump(
            new IdleWorkIndex(), waiters, grains, new() { MaxInFlight = AtOnce }, new SteppedTime(), NullLogger<WorkPump>.Instance);
        for (int i = 0; i < Mvs; i++) waiters.Add($"mv{i}");

        await pump.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(advanced);
        fleet.AddAccelerator();
        long began = TimeProvider.System.GetTimestamp();
        while (advanced.Count < Mvs)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"{advanced.Count} of {Mvs} were woken");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await pump.StopAsync(TestContext.Current.CancellationToken);
        Assert.All(advanced.Values, static times => Assert.Equal(1, times));
        Assert.InRange(most, 1, AtOnce);

        async Task AdvanceAsync(string mv)
        {
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            advanced.AddOrUpdate(mv, 1, static (_, times) => times + 1);
            Interlocked.Decrement(ref running);
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
