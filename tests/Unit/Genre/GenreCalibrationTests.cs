using MediaAnalytics.Analysis.Genre;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Genre;

public sealed class GenreCalibrationTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void The_temperature_that_spoilt_the_probabilities_is_found(double spoilt)
    {
        // Tracks whose genre is drawn by the very probabilities, which are then taken to a power.
        var random = new Random(7);
        var tracks = Enumerable.Range(0, 4_000).Select(_ =>
        {
            var truth = GenreCalibration.Probabilities([3 * random.NextDouble(), 3 * random.NextDouble(), 3 * random.NextDouble()], 1);
            double at = random.NextDouble();
            int genre = at < truth[0] ? 0 : at < truth[0] + truth[1] ? 1 : 2;
            return (truth.Select(p => spoilt * Math.Log(p)).ToArray(), genre);
        }).ToList();
        Assert.InRange(GenreCalibration.Temperature(tracks) / spoilt, 0.9, 1.1);
    }

    [Fact]
    public void Of_equal_confidence_the_error_is_its_distance_from_the_accuracy() =>
        Assert.Equal(0.2, GenreCalibration.ExpectedError(Enumerable.Range(0, 10).Select(i => (0.9, i < 7)).ToList()), 1e-12);

    [Fact]
    public void Errors_of_bins_do_not_cancel() =>
        Assert.Equal(0.5, GenreCalibration.ExpectedError([(0.5, true), (0.5, true), (0.95, false), (0.95, true), (0.55, true)]), 0.06);

    [Fact]
    public void Too_few_tracks_leave_the_temperature_alone()
    {
        Assert.True(double.IsNaN(GenreCalibration.ExpectedError([])));
        Assert.Equal(1, GenreCalibration.Temperature([]));
        // A few right answers would make every posterior certain.
        Assert.Equal(1, GenreCalibration.Temperature([.. Enumerable.Repeat((new[] { -0.1, -2.4 }, 0), GenreCalibration.FewestTracks - 1)]));
    }
}
