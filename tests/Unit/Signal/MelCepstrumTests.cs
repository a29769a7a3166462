using System.Globalization;
using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

public sealed class MelCepstrumTests
{
    [Fact]
    public void Equals_the_golden_coefficients()
    {
        var golden = GoldenSignal.Figures("mfcc20_htk_log_natural_eps1e-6").GetProperty("frames");
        var signal = GoldenSignal.Make();
        var bank = new FilterBank(LogMelContract.Default with { MelBands = 64, Scale = BandScale.Htk });
        var cepstrum = new MelCepstrum(64, 20);
        foreach (var frame in golden.EnumerateObject())
        {
            var power = GoldenSignal.Power(signal, int.Parse(frame.Name, CultureInfo.InvariantCulture));
            var coefficients = new float[20];
            cepstrum.Apply(Enumerable.Range(0, 64).Select(band => MelCepstrum.Log(bank.Apply(band, power))).ToArray(), coefficients);
            for (int n = 0; n < coefficients.Length; n++) Assert.Equal(frame.Value[n].GetDouble(), coefficients[n], 2e-4);
        }
    }

    [Fact]
    public void A_level_spectrum_and_a_cosine_have_one_coefficient_each()
    {
        var cepstrum = new MelCepstrum(32, 5);
        var coefficients = new float[5];
        cepstrum.Apply(Enumerable.Repeat(3f, 32).ToArray(), coefficients);
        AssertOnly(0, 3 * Math.Sqrt(32), coefficients);
        cepstrum.Apply(Enumerable.Range(0, 32).Select(m => (float)Math.Cos(Math.PI * 2 * (m + 0.5) / 32)).ToArray(), coefficients);
        AssertOnly(2, Math.Sqrt(32 / 2.0), coefficients);
    }

    [Fact]
    public void All_coefficients_keep_the_energy_of_the_logarithms()
    {
        var random = new Random(3);
        var logarithms = Enumerable.Range(0, 40).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var coefficients = new float[40];
        new MelCepstrum(40, 40).Apply(logarithms, coefficients);
        Assert.Equal(logarithms.Sum(x => (double)x * x), coefficients.Sum(x => (double)x * x), 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public void As_many_coefficients_as_bands_at_most(int coefficients) => Assert.Throws<ArgumentOutOfRangeException>(() => new MelCepstrum(32, coefficients));

    private static void AssertOnly(int index, double value, float[] coefficients)
    {
        for (int n = 0; n < coefficients.Length; n++) Assert.Equal(n == index ? value : 0, coefficients[n], 1e-5);
    }
}
