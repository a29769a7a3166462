using CsCheck;
using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

public sealed class RealFftTests
{
    private static readonly Gen<float[]> Frames = Gen.Int[2, 11].SelectMany(log => Gen.Float[-1, 1].Array[1 << log]);

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(256)]
    public void Equals_the_definition(int size)
    {
        var random = new Random(size);
        var frame = Enumerable.Range(0, size).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        var power = new float[(size / 2) + 1];
        new RealFft(size).Power(frame, power);
        for (int k = 0; k < power.Length; k++)
        {
            double re = 0, im = 0;
            for (int n = 0; n < size; n++)
            {
                re += frame[n] * Math.Cos(2 * Math.PI * k * n / size);
                im -= frame[n] * Math.Sin(2 * Math.PI * k * n / size);
            }

            Assert.Equal((re * re) + (im * im), power[k], 1e-4 * size);
        }
    }

    [Fact]
    public void Parseval() => Frames.Sample(
        frame =>
        {
            var power = new float[(frame.Length / 2) + 1];
            new RealFft(frame.Length).Power(frame, power);
            double spectrum = power[0] + power[^1];
            for (int k = 1; k < power.Length - 1; k++) spectrum += 2.0 * power[k];
            double energy = frame.Sum(x => (double)x * x) * frame.Length;
            return Math.Abs(spectrum - energy) <= 1e-5 * energy + 1e-9;
        },
        iter: 100);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(1 << 17)]
    public void Other_sizes_are_refused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => new RealFft(size));
}
