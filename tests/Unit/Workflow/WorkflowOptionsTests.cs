using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Workflow;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Workflow;

/// <summary>The defaults and ranges of workflow and decoder.</summary>
public sealed class WorkflowOptionsTests
{
    [Theory]
    [InlineData(2, 64_000, 2)]
    [InlineData(512, 1 << 20, 256)]
    [InlineData(16, 1_536, 6)]
    [InlineData(16, 100, 1)]
    public void DecodesAreAsManyAsCoresAndMemoryAllow(int cores, long mebibytes, int decodes) =>
        Assert.Equal(decodes, WorkflowOptions.DecodesFor(cores, mebibytes << 20));

    [Fact]
    public void TheDefaultsAreInRange() => Assert.Null(new WorkflowOptions().Problem());

    [Theory]
    [InlineData(2)]
    [InlineData(101)]
    public void TheBoundOfSetbacksHasARange(int bound) =>
        Assert.StartsWith("Workflow:MaxSetbacks must be 3 to 100", new WorkflowOptions { MaxSetbacks = bound }.Problem(), StringComparison.Ordinal);

    [Fact]
    public void ADecodeEndsWhileItsCallerStillWaits()
    {
        new MediaDecoderOptions { TimeLimit = MediaDecoderOptions.LongestTimeLimit }.Validate();
        var refusal = Assert.Throws<ArgumentException>(new MediaDecoderOptions { TimeLimit = TimeSpan.FromMinutes(16) }.Validate);
        Assert.StartsWith("TimeLimit must be 100 ms to 15 minutes", refusal.Message, StringComparison.Ordinal);
        Assert.True(DecodeSlots.Patience + MediaDecoderOptions.LongestTimeLimit <= TimeSpan.FromMinutes(20));
    }
}
