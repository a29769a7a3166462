using MediaAnalytics.Silo.Lab;
using MediaAnalytics.Silo.Verbs;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Lab;

public sealed class AblateVerbTests
{
    [Theory]
    [InlineData("--data a --data b --out lab")]
    [InlineData("--data a --full --methods a,e --workers 1 --epochs 2 --crops 1 --seed 3 --report r.md")]
    [InlineData("--data a --data b --techniques")]
    [InlineData("--data a --methods c,no-mixup,other-sets")]
    public void WhatHelpTeachesIsTaken(string typed) => Assert.Empty(AblateVerb.Create().Parse(typed.Split(' ')).Errors);

    [Fact]
    public void WhatIsOutOfRangeIsNamed() =>
        Assert.Equal("--workers must be 1 to 64, not 65.", Assert.Single(AblateVerb.Create().Parse(["--data", "a", "--workers", "65"]).Errors).Message);

    [Fact]
    public void NamesOfDataBecomeNamesOfFilesAndStayDifferent()
    {
        Assert.Equal("fold-1", FileNames.Safe("fold-1"));
        Assert.Matches("^---x-[0-9a-f]{6}$", FileNames.Safe("../x").Replace("..", "--", StringComparison.Ordinal));
        Assert.NotEqual(FileNames.Safe("é"), FileNames.Safe("è"));
    }
}
