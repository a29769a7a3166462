using System.Collections.Concurrent;
using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Tests.Cluster.Catalogue;

/// <summary>What the scripted decoder and genre grains do: they count, and answer when the test lets them. Safe from any thread.</summary>
public sealed class StageScript
{
    private readonly ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);

    /// <summary>Completes when a decode has begun.</summary>
    public TaskCompletionSource Begun { get; } = New();

    /// <summary>Decodes end when it has completed.</summary>
    public TaskCompletionSource Go { get; } = New();

    public int Decodes => calls.GetValueOrDefault("decode");

    public int Scores => calls.GetValueOrDefault("score");

    public async Task DecodeAsync()
    {
        calls.AddOrUpdate("decode", 1, (_, n) => n + 1);
        Begun.TrySetResult();
        await Go.Task;
    }

    public GenrePosterior Score(string artifact)
    {
        calls.AddOrUpdate("score", 1, (_, n) => n + 1);
        return new("v1", ["pop", "rock"], artifact.StartsWith('a') ? [900_000, 100_000] : [100_000, 900_000]);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
