using MediaAnalytics.Contracts.Placement;
using MediaAnalytics.Gateway.Cluster;

namespace MediaAnalytics.Tests.Browser.Fake;

/// <summary>An invented cluster.</summary>
internal static class SyntheticSilos
{
    public const string Notice = "Redis at 127.0.0.1:6379 may lose the last second of what it acknowledged (appendfsync is everysec); this was accepted by Cluster:AcceptLessDurable.";

    /// <summary>Silos over a Redis that is less durable; one has not told its roles yet, one is leaving.</summary>
    public static ClusterSilos WithNotice { get; } = new(
        static () => Task.FromResult<SiloReport[]>(
        [
            Silo("a", SiloStatus.Active, null, "core", "decode"),
            Silo("b", SiloStatus.Active, null, "core", "decode"),
            Silo("c", SiloStatus.Active, null, "decode"),
            Silo("d", SiloStatus.Active, "cpu", "infer"),
            Silo("e", SiloStatus.ShuttingDown, "cuda", "infer"),
            Silo("f", SiloStatus.Active, null),
        ]),
        clustered: true,
        static () => [Notice]);

    private static SiloReport Silo(string name, SiloStatus status, string? accelerator, params string[] roles) =>
        new(name, $"10.0.0.1:{11_111 + name[0]}", status, roles, accelerator, DateTimeOffset.UnixEpoch);
}
