using MediaAnalytics.Inference.Summary;
using MediaAnalytics.Inference.Training;

namespace MediaAnalytics.Silo.Lab;

/// <summary>The usual network trained with one technique less, or one more, than it is by default.</summary>
/// <param name="Method">Its key among the methods.</param>
/// <param name="What">The technique, for people.</param>
/// <param name="IsWithout">Whether the default has the technique and this fit leaves it out; else this fit adds it.</param>
/// <param name="Change">The training with that change.</param>
internal sealed record LabTechnique(string Method, string What, bool IsWithout, Func<TrainingOptions, TrainingOptions> Change)
{
    /// <summary>The key of training on other sets, too.</summary>
    public const string OtherSets = "other-sets";

    /// <summary>The key of genres weighed alike.</summary>
    public const string Balance = "balance";

    /// <summary>The key of a network on a summary of timbre and rhythm in the place of the convolutions.</summary>
    public const string Summary = "summary";

    /// <summary>The key of the same once more, from the next seed.</summary>
    public const string Second = "second";

    /// <summary>All, in the order of the table.</summary>
    public static IReadOnlyList<LabTechnique> All { get; } =
    [
        Without("speed", "played faster and slower", Augmentations.Speed),
        Without("shift", "shifted by mel bands", Augmentations.Shift),
        Without("equaliser", "random equaliser and gain", Augmentations.Equaliser),
        Without("stripes", "stripes of time and mel blanked", Augmentations.Stripes),
        new("no-mixup", "mixup", true, options => options with { MixupShare = 0 }),
        new("no-augmentation", "all of that: speed, shift, equaliser, stripes, mixup", true, options => options with { Augment = Augmentations.None, MixupShare = 0 }),
        new("no-smoothing", "label smoothing", true, options => options with { LabelSmoothing = 0 }),
        new("no-average", "weight averaging", true, options => options with { AverageDecay = 0 }),
        new("no-cosine", "cosine schedule (against an even rate)", true, options => options with { Cosine = false }),
        new(Balance, "genres weighed alike", false, options => options with { BalanceGenres = true }),
        new(OtherSets, "the other sets' tracks of shared genres (and so more steps)", false, options => options),
        new(Second, "another seed: what chance alone does", false, options => options with { Seed = options.Seed + 1 }),
        new(Summary, "a summary of timbre and rhythm instead of convolutions", false, options => options with { Summary = SummaryShape.Default }),
    ];

    /// <summary>The technique of a method; null for none.</summary>
    public static LabTechnique? Of(string method) => All.FirstOrDefault(technique => technique.Method == method);

    private static LabTechnique Without(string name, string what, Augmentations kind) =>
        new($"no-{name}", what, true, options => options with { Augment = options.Augment & ~kind });
}
