using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Gateway.Dashboard.Feed;
using MediaAnalytics.Grains.Dissemination;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Dashboard;

/// <summary>Silos of two versions run at once during an upgrade: one may know stages that the other does not.</summary>
public sealed class StagesTests
{
    [Fact]
    public void TablesOfFewerOrMoreStagesAddUp()
    {
        Overview merged = CellQuery.Merge([Of(1, 2, 3, 4, 5, 6), Of(1, 1, 1, 1, 1, 1, 7), Of(0, 0, 0, 0, 0, 0, 1, 9)]);
        Assert.Equal([2, 3, 4, 5, 6, 7, 8], merged.Stages);
    }

    [Fact]
    public void AStageThatIsNotCountedIsZero()
    {
        StagesJson json = StagesJson.Of([1, 2, 3, 4, 5, 6]);
        Assert.Equal(new(1, 2, 3, 4, 5, 6, 0), json);
        Assert.Equal(7, StagesJson.Of([1, 2, 3, 4, 5, 6, 7]).AwaitingAccelerator);
    }

    [Fact]
    public void WhatWaitsForAnAcceleratorIsUnderWay() => Assert.Equal(
        [MvStage.Decoding, MvStage.Classifying, MvStage.AwaitingAccelerator], Enum.GetValues<MvStage>().Where(stage => stage.IsUnderWay()));

    private static Overview Of(params long[] stages) => Overview.Empty with { Stages = stages };
}
