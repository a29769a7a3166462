using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Verbs.Observing;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Verbs;

public sealed class FieldMapTests
{
    private static readonly string[] Columns = ["Date", "bvid", "view", "Likes", "platform", "source"];

    [Fact]
    public void MappedColumnsAndThoseOfTheFieldsNamesAreFound()
    {
        var map = new FieldMap(["mv=bvid", "observedAt=date", "views=view"], ["source=popular"]);
        Assert.Equal([1, 4, -1, 0, -1, -1, 2, 3, -1, -1], map.Places(Columns));
        Assert.Equal("bvid", map.NameFor("mv"));
        Assert.Equal("--set source", map.NameFor("source"));
    }

    [Theory]
    [InlineData("mv=bvid,observedAt=Date,views=nothing", "--map views=nothing: the file has no column 'nothing'. Columns found: Date, bvid, view")]
    [InlineData("mv=bvid,views=view", "No column holds observedAt")]
    [InlineData("mv=bvid,observedAt=Date,vues=view", "there is no field 'vues'. The fields are mv, platform")]
    [InlineData("mv=bvid,mv=Date", "--map mv stands there twice")]
    [InlineData("mv", "write field=column")]
    public void WhatDoesNotFitIsSaidWithWhatThereIs(string maps, string message)
    {
        ClientFault fault = Assert.Throws<ClientFault>(() => new FieldMap(maps.Split(','), []).Places(Columns));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileWithoutCountersOrWithAColumnTwiceIsRefused()
    {
        Assert.Contains("No column holds a counter", Assert.Throws<ClientFault>(() => new FieldMap([], []).Places(["mv", "platform", "source", "observedAt"])).Message, StringComparison.Ordinal);
        Assert.Contains("2 columns 'mv'", Assert.Throws<ClientFault>(() => new FieldMap([], []).Places(["mv", "mv"])).Message, StringComparison.Ordinal);
    }
}
