using CsCheck;
using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

public sealed class HtkMelTests
{
    // 1,000 Hz is 1,000 mels but for the rounding of 2,595; 700 Hz doubles the argument, 6,300 Hz makes it ten.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(700, 781.172839)]
    [InlineData(1_000, 999.985538)]
    [InlineData(6_300, 2_595)]
    public void Published_points(double hz, double mel)
    {
        Assert.Equal(mel, HtkMel.FromHz(hz), 1e-6);
        Assert.Equal(hz, HtkMel.ToHz(mel), 1e-5);
    }

    [Fact]
    public void There_and_back() => Gen.Double[0, 20_000].Sample(hz => Math.Abs(HtkMel.ToHz(HtkMel.FromHz(hz)) - hz) < 1e-6);
}
