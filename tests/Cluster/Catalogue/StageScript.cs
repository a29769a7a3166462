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

    /// <summary>What a decode fails with, by how many have begun; null: it succeeds.</summary>
    public Func<int, Exception?> DecodeFailure { get; set; } = static _ => null;

    /// <summary>What a score fails with, by how many have begun; null: it does not throw.</summary>
    public Func<int, Exception?> ScoreFailure { get; set; } = static _ => null;

    public async Task DecodeAsync()
    {
        int begun = calls.AddOrUpdate("decode", 1, (_, n) => n + 1);
        Begun.TrySetResult();
        await Go.Task;
        if (DecodeFailure(begun) is { } failure)
            throw failure;
    }

    /// <summary>The model that scores, and the order that it serves under.</summary>
    public (string Version, long Sequence) Model { get; set; } = ("v1", 0);

    /// <summary>The code that scores fail with; null: they succeed.</summary>
    public string? Refusal { get; set; }

    /// <summary>Scores that have begun end when it has completed.</summary>
    public Task Scored { get; set; } = Task.CompletedTask;

    /// <summary>The priorities asked for, in order.</summary>
    public ConcurrentQueue<GenrePriority> Priorities { get; } = new();

    /// <summary>Scores with the model that there is as it begins.</summary>
    public async Task<(GenrePosterior Posterior, long Sequence)> ScoreAsync(string artifact, GenrePriority priority)
    {
        // Read before it is counted: a test that has seen the count may change them.
        ((string version, long sequence), Task scored) = (Model, Scored);
        int begun = calls.AddOrUpdate("score", 1, (_, n) => n + 1);
        Priorities.Enqueue(priority);
        if (ScoreFailure(begun) is { } failure)
            throw failure;
        await scored;
        return (new(version, ["pop", "rock"], artifact.StartsWith('a') ? [900_000, 100_000] : [100_000, 900_000]), sequence);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
