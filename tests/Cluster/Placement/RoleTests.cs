using MediaAnalytics.Grains.Placement;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Placement;

/// <summary>A grain runs where its role is, whichever grains were placed before it.</summary>
public sealed class RoleTests
{
    private const int Probes = 8;

    [Fact]
    public async Task EachGrainKeepsToItsRoleWhicheverCameFirst()
    {
        await using PlacementCluster cluster = await PlacementCluster.StartAsync(
            PlacementOptions.Preferred, 4,
            ([SiloRoles.Core], null), ([SiloRoles.Decode], null), ([SiloRoles.Decode], null), ([SiloRoles.Infer], Accelerators.Cpu));
        await cluster.UntilAsync(["Silo_3"], [null, "Silo_3"]);

        // The second time, every silo has placed grains of every role.
        for (int time = 0; time < 2; time++)
        {
            Assert.Equal(["Silo_1", "Silo_2"], (await cluster.PlacesAsync<IDecodeProbeGrain>(Probes)).Order());
            Assert.Equal(["Silo_0"], await cluster.PlacesAsync<ICoreProbeGrain>(Probes));
            Assert.Equal(["Silo_3"], await cluster.PlacesAsync<IInferProbeGrain>(Probes));
        }
    }
}
