using MediaAnalytics.Contracts.Placement;
using MediaAnalytics.Grains.Placement;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Placement;

/// <summary>Inference runs on accelerator silos and nowhere else, whoever calls, while silos come and go.</summary>
public sealed class AcceleratorTests
{
    private static readonly (IReadOnlyList<string>, string?)
        Core = ([SiloRoles.Core, SiloRoles.Decode], null),
        Cpu = ([SiloRoles.Infer], Accelerators.Cpu),
        Cuda = ([SiloRoles.Infer], Accelerators.Cuda),
        CoreWithCuda = ([SiloRoles.Core], Accelerators.Cuda);

    [Fact]
    public async Task WorkWaitsWithoutAnAcceleratorAndIsSharedByThoseThatJoin()
    {
        await using PlacementCluster cluster = await PlacementCluster.StartAsync(PlacementOptions.Preferred, 2, Core, CoreWithCuda, Cpu, Cpu);
        Assert.Equal([null], await cluster.AnswersAsync());

        await cluster.StartNextAsync();
        await cluster.UntilAsync(["Silo_2"], [null, "Silo_2"]);
        await cluster.StartNextAsync();
        await cluster.UntilAsync(["Silo_2", "Silo_3"], ["Silo_2", "Silo_3"]);
        Assert.Equal(["Silo_2", "Silo_3"], (await cluster.FrontsAsync()).Order());

        SiloReport[] silos = await cluster.SilosAsync();
        Assert.Equal(
            ["Silo_0: core,decode on ", "Silo_1: core on cuda", "Silo_2: infer on cpu", "Silo_3: infer on cpu"],
            silos.Select(silo => $"{silo.Name}: {string.Join(',', silo.Roles)} on {silo.Accelerator}"));
        Assert.All(silos, silo => Assert.True(silo is { Status: SiloStatus.Active, Since: not null }));

        await cluster.KillAsync("Silo_2");
        await cluster.UntilAsync(["Silo_3"], ["Silo_2", "Silo_3"]);
        Assert.Equal(["Silo_3"], await cluster.FrontsAsync());
        Assert.DoesNotContain("Silo_2", (await cluster.SilosAsync()).Where(silo => silo.Status == SiloStatus.Active).Select(silo => silo.Name));
        await cluster.StopAsync("Silo_3");
        await cluster.UntilAsync([null], [null, "Silo_3"]);
        Assert.Empty(await cluster.FrontsAsync());
    }

    [Fact]
    public async Task ACudaSiloTakesOverWhileItIsThere()
    {
        await using PlacementCluster cluster = await PlacementCluster.StartAsync(PlacementOptions.Preferred, 2, Core, Cpu, Cuda);
        await cluster.UntilAsync(["Silo_1"], [null, "Silo_1"]);
        await cluster.StartNextAsync();
        await cluster.UntilAsync(["Silo_2"], ["Silo_1", "Silo_2"]);
        await cluster.RestartAsync("Silo_2");
        await cluster.UntilAsync(["Silo_2"], ["Silo_1", "Silo_2"]);
        Assert.Equal(["Silo_1", "Silo_2"], (await cluster.FrontsAsync()).Order());
        await cluster.KillAsync("Silo_2");
        await cluster.UntilAsync(["Silo_1"], ["Silo_1", "Silo_2"]);
    }

    [Fact]
    public async Task RequiredCudaLeavesOtherAcceleratorsIdle()
    {
        await using PlacementCluster cluster = await PlacementCluster.StartAsync(PlacementOptions.Required, 2, Core, Cpu, Cuda);
        Assert.Equal([null], await cluster.AnswersAsync());
        await cluster.StartNextAsync();
        await cluster.UntilAsync(["Silo_2"], [null, "Silo_2"]);
    }
}
