using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Workflow;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Catalogue;

/// <summary>How often a stage is tried, and how long it waits in between, by what it fails with.</summary>
public sealed class StageRetriesTests
{
    private static readonly WorkflowOptions Options = new();

    [Theory]
    [InlineData(StageCalls.StoreAway, 20)]
    [InlineData(StageCalls.SiloGone, 20)]
    [InlineData(DecodeSlots.Busy, 20)]
    [InlineData(GenreFronts.Busy, 20)]
    [InlineData(GenreFronts.Stopping, 20)]
    [InlineData(GenreFronts.NoAccelerator, 160)]
    public void WaitingNeverEndsAndLooksAgainSoonEnough(string code, double longestSeconds)
    {
        TimeSpan?[] waits = Waits(code, 1_000);
        Assert.DoesNotContain(null, waits);
        Assert.InRange(waits.Max()!.Value.TotalSeconds, longestSeconds * 0.8, longestSeconds);
    }

    [Theory]
    [InlineData(StageCalls.SiloLost)]
    [InlineData(GenreFronts.NoSpectrogram)]
    public void SetbacksAreBoundedAndOutlastAnUpgrade(string code)
    {
        TimeSpan?[] waits = Waits(code, Options.MaxSetbacks);
        Assert.Null(waits[^1]);
        Assert.DoesNotContain(null, waits[..^1]);
        Assert.InRange(waits[..^1].Sum(static wait => wait!.Value.TotalMinutes), 18, 25);
    }

    [Fact]
    public void OtherFailuresAreCountedAsAttempts()
    {
        Assert.Equal([false, false, false, false, true], Waits(StageCalls.Failed, Options.MaxAttempts).Select(static wait => wait is null));
        Assert.Null(StageRetries.Count(State(null), "media.noSound", retryable: false, Options));
    }

    [Fact]
    public void WaitingInBetweenDoesNotForgetSetbacks()
    {
        MvState state = State(StageCalls.SiloLost);
        state.Setbacks = Options.MaxSetbacks - 1;
        Assert.NotNull(StageRetries.Count(state, StageCalls.StoreAway, retryable: true, Options));
        Assert.NotNull(StageRetries.Count(state, StageCalls.Failed, retryable: true, Options));
        Assert.Null(StageRetries.Count(state, StageCalls.SiloLost, retryable: true, Options));
    }

    /// <summary>The waits after so many failures in a row with a code.</summary>
    private static TimeSpan?[] Waits(string code, int failures)
    {
        MvState state = State(code);
        return [.. Enumerable.Range(0, failures).Select(_ => StageRetries.Count(state, code, retryable: true, Options))];
    }

    private static MvState State(string? code) => new()
    {
        Record = new() { Entry = new() { Id = "m", Title = "m" }, Problem = code is null ? null : new(MvStage.Decoding, code, "", 1, DateTimeOffset.UnixEpoch) },
    };
}
