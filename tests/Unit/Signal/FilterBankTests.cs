using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

public sealed class FilterBankTests
{
    private const int Bands = 64;

    [Theory]
    [InlineData("mel64_htk", BandScale.Htk)]
    [InlineData("mel64_slaney", BandScale.Slaney)]
    public void Equals_the_golden_mel_spectrogram(string name, BandScale scale)
    {
        var golden = GoldenSignal.Figures(name);
        var signal = GoldenSignal.Make();
        var bank = new FilterBank(LogMelContract.Default with { MelBands = Bands, Scale = scale });
        double sum = 0;
        for (int frame = 0; frame < golden.GetProperty("shape")[1].GetInt32(); frame++)
        {
            var power = GoldenSignal.Power(signal, frame);
            var mel = Enumerable.Range(0, Bands).Select(band => bank.Apply(band, power)).ToArray();
            sum += mel.Sum(x => (double)x);
            if (!golden.GetProperty("frames").TryGetProperty(frame.ToString(System.Globalization.CultureInfo.InvariantCulture), out var expected)) continue;
            // Float32 here, float64 there: the transform errs by some 1e-7 of the frame's largest magnitude, 1e-4 of the weak bands' powers.
            for (int band = 0; band < Bands; band++) Assert.Equal(expected[band].GetDouble(), mel[band], 2e-4 * expected[band].GetDouble());
        }

        Assert.Equal(1, sum / golden.GetProperty("sum").GetDouble(), 1e-6);
    }

    [Fact]
    public void Linear_bands_are_the_means_of_eight_bins_and_the_last_of_nine()
    {
        var bank = new FilterBank(LogMelContract.Default with { Scale = BandScale.Linear });
        var bins = Enumerable.Range(0, 1_025).Select(i => (float)i).ToArray();
        Assert.Equal(128, bank.Bands);
        for (int band = 0; band < 127; band++) Assert.Equal((8 * band) + 3.5f, bank.Apply(band, bins), 1e-3f);
        Assert.Equal(1_020, bank.Apply(127, bins), 1e-3f);
    }

    [Fact]
    public void A_band_s_edges_are_where_its_scale_puts_them()
    {
        Assert.Equal(11_025 / 2.0, FilterBank.EdgeHz(LogMelContract.Default with { Scale = BandScale.Linear }, 64), 1e-9);
        Assert.Equal(HtkMel.ToHz(HtkMel.FromHz(11_025) / 129), FilterBank.EdgeHz(LogMelContract.Default with { Scale = BandScale.Htk }, 1), 1e-9);
        foreach (var scale in Enum.GetValues<BandScale>())
        {
            var contract = LogMelContract.Default with { Scale = scale };
            Assert.Equal(0, FilterBank.EdgeHz(contract, 0), 1e-9);
            Assert.Equal(11_025, FilterBank.EdgeHz(contract, scale == BandScale.Linear ? 128 : 129), 1e-6);
        }
    }
}
