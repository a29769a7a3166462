using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Gateway.Queries.History;
using Xunit;

namespace MediaAnalytics.Tests.Unit.History;

public sealed class HistoryQueryParserTests
{
    [Fact]
    public void WithoutParametersItIsEverythingByDay()
    {
        HistoryQuery query = HistoryQueryParser.Parse(new()).Query!;
        Assert.Equal((0L, DateTime.MaxValue.Ticks, HistoryGranularity.Day, "UTC", false), (query.From, query.To, query.Granularity, query.Zone, query.AcrossEpochs));
        Assert.Empty(query.Platforms);
    }

    [Fact]
    public void DatesAreThoseOfTheZone()
    {
        HistoryQuery query = HistoryQueryParser.Parse(new()
        {
            Platform = "YouTube, vimeo,,youtube",
            From = "2025-03-30",
            To = "2025-03-31T00:00:00+02:00",
            Zone = "Europe/Berlin",
            Granularity = "Hour",
            AcrossEpochs = "true",
        }).Query!;
        Assert.Equal(["youtube", "vimeo"], query.Platforms);
        Assert.Equal(TimeSpan.FromHours(23).Ticks, query.To - query.From);
        Assert.Equal((HistoryGranularity.Hour, true), (query.Granularity, query.AcrossEpochs));
    }

    [Theory]
    [InlineData("from", "yesterday")]
    [InlineData("from", "2025-03-31T00:00:00")]
    [InlineData("to", "2025-02-30")]
    [InlineData("granularity", "year")]
    [InlineData("granularity", "3")]
    [InlineData("granularity", "")]
    [InlineData("zone", "Mars/Olympus")]
    [InlineData("acrossEpochs", "yes")]
    [InlineData("format", "xml")]
    public void WhatDoesNotReadIsNamed(string parameter, string value)
    {
        HistoryParameters parameters = parameter switch
        {
            "from" => new() { From = value },
            "to" => new() { To = value },
            "granularity" => new() { Granularity = value },
            "zone" => new() { Zone = value },
            "acrossEpochs" => new() { AcrossEpochs = value },
            _ => new() { Format = value },
        };
        (HistoryQuery? query, (string Code, string Reason)? problem) = HistoryQueryParser.Parse(parameters);
        Assert.Null(query);
        Assert.Equal($"history.{parameter}", problem!.Value.Code);
        Assert.StartsWith(parameter, problem.Value.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyRangeIsRefused() =>
        Assert.Equal("history.range", HistoryQueryParser.Parse(new() { From = "2025-03-31", To = "2025-03-31" }).Problem!.Value.Code);
}
