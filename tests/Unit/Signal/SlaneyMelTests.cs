using CsCheck;
using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

public sealed class SlaneyMelTests
{
    // Published points of the scale (librosa's documentation; 1,000 Hz and 6,400 Hz by definition).
    [Theory]
    [InlineData(60, 0.9)]
    [InlineData(110, 1.65)]
    [InlineData(220, 3.3)]
    [InlineData(440, 6.6)]
    [InlineData(1000, 15)]
    [InlineData(6400, 42)]
    public void Published_points(double hz, double mel)
    {
        Assert.Equal(mel, SlaneyMel.FromHz(hz), 1e-9);
        Assert.Equal(hz, SlaneyMel.ToHz(mel), 1e-6);
    }

    [Fact]
    public void There_and_back() => Gen.Double[0, 20_000].Sample(hz => Math.Abs(SlaneyMel.ToHz(SlaneyMel.FromHz(hz)) - hz) < 1e-6);
}
