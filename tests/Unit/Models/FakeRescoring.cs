using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Tests.Unit.Models;

/// <summary>A run that has come half way.</summary>
internal sealed class FakeRescoring : IRescoringGrain
{
    public Task<bool> StartAsync(string version, long sequence) => Task.FromResult(true);

    public Task<RescoringStatus?> GetAsync() => Task.FromResult<RescoringStatus?>(new("v", 1, 5, 10, 1, 1, DateTimeOffset.UnixEpoch, null, null));

    public Task AdvanceAsync() => Task.CompletedTask;
}
