using System.Reflection;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Silo.Hosting;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>The variables that configure the product: those of its option records, and those that stand in no record of <c>serve</c>.</summary>
internal static class ProductKeys
{
    /// <summary>Variables of a cluster; README.md explains each.</summary>
    public static readonly IReadOnlyList<string> OfACluster =
    [
        .. new[]
        {
            "AllowedHosts", "Roles", "Cluster__Redis", "Cluster__Blobs", "Cluster__Container", "Cluster__Id", "Cluster__AcceptLessDurable", "Cluster__CacheMegabytes",
            "Cluster__Address", "Cluster__SiloPort", "Cluster__GatewayPort", "Accelerator", "Placement__Cuda", "Genre__MaxBatch", "Genre__MaxDelay",
            "Genre__MaxQueuedClips", "Keys__Required", "Keys__Admin", "Telemetry__Otlp", "Telemetry__Urls",
        }.Select(Variable),
    ];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(
        [.. Of(typeof(ServeOptions)).Select(Variable), .. Of(typeof(IntakeOptions)).Select(key => Variable($"Intake__{key}")), .. OfACluster]);

    private static string Variable(string key) => ServerHosting.EnvironmentPrefix + key;

    private static IEnumerable<string> Of(Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is not null)
        .SelectMany(property => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)
            ? Of(property.PropertyType).Select(key => $"{property.Name}__{key}")
            : [property.Name]);
}
