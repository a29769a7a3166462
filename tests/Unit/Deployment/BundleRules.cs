using Xunit;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>What must hold of an installation beyond each object being well formed.</summary>
internal static class BundleRules
{
    /// <summary>Fails with everything that is wrong.</summary>
    public static void AssertHold(Bundle bundle)
    {
        IReadOnlyList<string> problems = Problems(bundle);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    /// <summary>Everything that is wrong, one line each.</summary>
    public static IReadOnlyList<string> Problems(Bundle bundle) =>
    [
        .. bundle.All.SelectMany(manifest => RequiredFields.Missing(manifest.Value, manifest.ToString())),
        .. Names(bundle),
        .. PodRules.Problems(bundle),
        .. ConfigurationRules.Problems(bundle),
        .. SiloRules.Problems(bundle),
        .. MemoryRules.Problems(bundle),
        .. ServiceRules.Problems(bundle),
        .. AvailabilityRules.Problems(bundle),
        .. NetworkRules.Problems(bundle),
        .. EgressRules.Problems(bundle),
    ];

    private static IEnumerable<string> Names(Bundle bundle) => bundle.All
        .Where(manifest => manifest.Name is not { Length: > 0 and <= 63 })
        .Select(manifest => $"{manifest}: a name has 1 to 63 characters")
        .Concat(bundle.All.GroupBy(manifest => manifest.ToString()).Where(same => same.Count() > 1).Select(same => $"{same.Key} stands {same.Count()} times"));
}
