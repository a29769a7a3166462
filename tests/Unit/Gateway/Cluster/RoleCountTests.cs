using MediaAnalytics.Contracts.Placement;
using MediaAnalytics.Gateway.Cluster;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Cluster;

public sealed class RoleCountTests
{
    [Fact]
    public void SilosAtWorkAreCountedByRoleAndAccelerator() => Assert.Equal(
        [new("core", null, 2), new("decode", null, 1), new("infer", "cpu", 1), new("infer", "cuda", 2)],
        RoleCountJson.Of(
        [
            Silo(SiloStatus.Active, null, "core", "decode"), Silo(SiloStatus.Active, null, "core"), Silo(SiloStatus.ShuttingDown, null, "core"),
            Silo(SiloStatus.Active, "cuda", "infer"), Silo(SiloStatus.Active, "cpu", "infer"), Silo(SiloStatus.Active, "cuda", "infer"),
            Silo(SiloStatus.Active, null),
        ]));

    [Fact]
    public void ARoleThatNobodyHasIsToldOf() =>
        Assert.Equal([new("core", null, 0), new("decode", null, 0), new("infer", null, 0)], RoleCountJson.Of([]));

    private static SiloReport Silo(SiloStatus status, string? accelerator, params string[] roles) => new("s", "127.0.0.1:1", status, roles, accelerator, null);
}
