using MediaAnalytics.Silo.DataSets.Splits;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets.Splits;

public sealed class SplitRuleTests
{
    [Theory]
    [InlineData("artist", "artist:1")]
    [InlineData("artist:7", "artist:7")]
    [InlineData("random:3", "random:3")]
    [InlineData("random", "random:1")]
    [InlineData("fold:2", "fold:2")]
    [InlineData("fold: a b ", "fold:a b")]
    [InlineData("fault-filtered", "fault-filtered")]
    [InlineData("dataset", "dataset")]
    public void Rules_are_read(string text, string rule) => Assert.Equal(rule, SplitRule.Parse(text)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("valid")]
    [InlineData("artist:")]
    [InlineData("artist:x")]
    [InlineData("artist:-1")]
    [InlineData("random:99999999999")]
    [InlineData("fold")]
    [InlineData("fold:")]
    [InlineData("fault-filtered:1")]
    [InlineData("Artist")]
    public void Others_are_none(string text) => Assert.Null(SplitRule.Parse(text));
}
