using System.Reflection;
using MediaAnalytics.Grains.Placement;
using Orleans.Placement;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Placement;

public sealed class SiloRolesTests
{
    [Theory]
    [InlineData("core,decode,infer", "core,decode,infer")]
    [InlineData(" Infer , core ", "core,infer")]
    [InlineData("decode", "decode")]
    public void RolesAreRead(string text, string roles)
    {
        Assert.Null(SiloRoles.Parse(text, out IReadOnlyList<string> parsed));
        Assert.Equal(roles, string.Join(',', parsed));
    }

    [Theory]
    [InlineData("", "Roles is empty")]
    [InlineData("core,gpu", "'gpu'")]
    public void WhatIsWrongIsNamed(string text, string problem)
    {
        Assert.Contains(problem, SiloRoles.Parse(text, out IReadOnlyList<string> parsed), StringComparison.Ordinal);
        Assert.Empty(parsed);
    }

    [Fact]
    public void EveryGrainSaysWhereItRuns() => Assert.Empty(
        typeof(SiloRoles).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type) && type.GetCustomAttribute<PlacementFilterAttribute>() is null)
            .Select(type => type.Name));
}
