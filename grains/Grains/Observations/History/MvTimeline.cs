using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>
/// An MV's readings folded in the order of the log, by the same rules as the partition's fold, with all that each of them changed. Pure. Any thread
/// may read it.
/// </summary>
internal sealed class MvTimeline
{
    private readonly SortedDictionary<string, PlatformTimeline> platforms = new(StringComparer.Ordinal);
    private EpochTable epochs = new();

    private MvTimeline()
    {
    }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, PlatformTimeline> Platforms => platforms;

    /// <summary>What became of each reading, in the order of <see cref="MvInputs.Readings"/>.</summary>
    public required (AddOutcome Outcome, bool Late)[] Outcomes { get; init; }

    /// <summary>Folds the inputs; without their epochs where <paramref name="acrossEpochs"/>.</summary>
    public static MvTimeline Of(MvInputs inputs, SourcePrecedence precedence, bool acrossEpochs, CancellationToken cancellation)
    {
        var timeline = new MvTimeline { Outcomes = new (AddOutcome, bool)[inputs.Readings.Length] };
        int declared = 0;
        (long Offset, DefinitionEpoch Epoch)[] epochs = acrossEpochs ? [] : inputs.Epochs;
        for (int i = 0; i < inputs.Readings.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (; declared < epochs.Length && epochs[declared].Offset < inputs.Readings[i].Offset; declared++)
                timeline.Declare(epochs[declared].Offset, epochs[declared].Epoch, cancellation);
            string platform = inputs.Readings[i].Series.Platform;
            if (!timeline.platforms.TryGetValue(platform, out PlatformTimeline? of))
                timeline.platforms.Add(platform, of = new(platform, precedence));
            timeline.Outcomes[i] = of.Add(in inputs.Readings[i], timeline.epochs);
        }

        for (; declared < epochs.Length; declared++)
            timeline.Declare(epochs[declared].Offset, epochs[declared].Epoch, cancellation);
        foreach (PlatformTimeline platform in timeline.platforms.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            platform.Fold(timeline.epochs);
        }

        return timeline;
    }

    private void Declare(long offset, DefinitionEpoch epoch, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!platforms.TryGetValue(epoch.Platform, out PlatformTimeline? platform))
        {
            epochs.Add(epoch);
            return;
        }

        EpochTable after = epochs.With(epoch);
        platform.Declare(offset, epoch.At.UtcTicks, epochs, after);
        epochs = after;
    }
}
