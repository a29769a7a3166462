using MediaAnalytics.Grains.Genre.Serving;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Models;

public sealed class SiloReportsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SiloReports _reports = new(Start);

    [Fact]
    public void AModelServesOnceEverySiloSaysSo()
    {
        Take("a", "v2", 2, 0);
        Assert.Null(_reports.ServedBy(2, Start)); // Others may not have spoken yet.
        Take("b", "v1", 1, 1, "bad file");
        Assert.Null(At(10));
        Take("b", "v2", 2, 11);
        Assert.Equal("v2", At(11));
        Assert.Null(_reports.ServedBy(3, Start.AddSeconds(11)));
    }

    [Fact]
    public void ASilentSiloIsGone()
    {
        Take("a", "v1", 1, 0);
        Take("b", "v2", 2, 10);
        Assert.Equal(["a", "b"], _reports.Up(Start.AddSeconds(30)).Select(report => report.Silo));
        Take("b", "v2", 2, 31);
        Assert.Equal(("b", Start.AddSeconds(31)), _reports.Up(Start.AddSeconds(31)).Select(report => (report.Silo, report.At)).Single());
        Assert.Equal("v2", At(31));
        Assert.Null(At(70));
    }

    [Fact]
    public void SilosWithDifferentModelsOfTheirOwnAgreeOnNone()
    {
        Take("a", "v1", 2, 10);
        Take("b", "other", 2, 10);
        Assert.Null(At(10));
    }

    private string? At(int second) => _reports.ServedBy(2, Start.AddSeconds(second));

    private void Take(string silo, string version, long sequence, int second, string? fault = null) =>
        _reports.Take(new(silo, "cpu", version, sequence, 2, fault), Start.AddSeconds(second));
}
