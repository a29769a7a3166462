using System.Text;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Observations;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Observations;

public sealed class ReadingParserTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AReadingIsReadFromNumbersOrText()
    {
        foreach (string line in new[]
        {
            """{"mv":" 雨 ","platform":"YouTube","source":"s","observedAt":"2026-02-01T10:00:00.5+08:00","views":12,"likes":0,"shares":null}""",
            """{"mv":"\u96e8","platform":"youtube","source":"s","observedAt":"2026-02-01 02:00:00.5Z","views":" 12 ","likes":"0.0","shares":""}""",
        })
        {
            (Reading? reading, QuarantinedRow? problem) = Parse(line);
            Assert.Null(problem);
            Assert.Equal(("雨", "youtube", "s"), (reading!.Mv, reading.Platform, reading.Source));
            Assert.Equal(new DateTimeOffset(2026, 2, 1, 2, 0, 0, 500, TimeSpan.Zero), reading.ObservedAt);
            Assert.Equal(TimeSpan.Zero, reading.ObservedAt.Offset);
            Assert.Equal(Counters.None with { Views = 12, Likes = 0 }, reading.Counters);
        }
    }

    [Theory]
    [InlineData("", "", "reading.json")]
    [InlineData("{\"mv\":\"a\"", "", "reading.json")]
    [InlineData("[]", "", "reading.json")]
    [InlineData("{} {}", "", "reading.json")]
    [InlineData("{}", "mv", "reading.missing")]
    [InlineData("{\"mv\":\"\",\"platform\":\"p\",\"source\":\"s\",\"observedAt\":\"2026-01-01\",\"views\":1}", "mv", "reading.missing")]
    [InlineData("{\"mv\":\"a\",\"platform\":\"p\",\"observedAt\":\"2026-01-01\",\"views\":1}", "source", "reading.missing")]
    [InlineData("{\"mv\":\"a\",\"platform\":\"p\",\"source\":\"s\",\"observedAt\":\"\",\"views\":1}", "observedAt", "reading.missing")]
    [InlineData("{\"mv\":\"a\",\"platform\":\"p\",\"source\":\"s\",\"observedAt\":\"2026-01-01\"}", "", "reading.noCounter")]
    [InlineData("{\"mv\":\"a\",\"mv\":\"b\"}", "mv", "reading.repeatedField")]
    [InlineData("{\"mv\":[1]}", "mv", "reading.type")]
    [InlineData("{\"mv\":\"a\\u0000b\"}", "mv", "reading.control")]
    [InlineData("{\"mv\":\"\\ud800\"}", "", "reading.encoding")]
    [InlineData("{\"views\":-1}", "views", "reading.negative")]
    [InlineData("{\"views\":1.5}", "views", "reading.notWhole")]
    [InlineData("{\"views\":1e3}", "views", "reading.notWhole")]
    [InlineData("{\"views\":\"1,234\"}", "views", "reading.notWhole")]
    [InlineData("{\"views\":\"-\"}", "views", "reading.notWhole")]
    [InlineData("{\"views\":1000000000000001}", "views", "reading.tooLarge")]
    [InlineData("{\"views\":99999999999999999999999}", "views", "reading.tooLarge")]
    [InlineData("{\"views\":true}", "views", "reading.type")]
    [InlineData("{\"observedAt\":\"2026-01-01T10:00:00\"}", "observedAt", "reading.observedAt")]
    [InlineData("{\"observedAt\":\"2026-02-30\"}", "observedAt", "reading.observedAt")]
    [InlineData("{\"observedAt\":\"2026-01-01T24:00:00Z\"}", "observedAt", "reading.observedAt")]
    [InlineData("{\"observedAt\":1700000000}", "observedAt", "reading.observedAt")]
    [InlineData("{\"observedAt\":\"1989-12-31T23:59:59Z\"}", "observedAt", "reading.tooEarly")]
    [InlineData("{\"observedAt\":\"2026-03-01T13:00:01Z\"}", "observedAt", "reading.future")]
    public void ABadLineNamesItsFirstFault(string line, string field, string code)
    {
        (Reading? reading, QuarantinedRow? problem) = Parse(line);
        Assert.Null(reading);
        Assert.Equal((7L, field, code), (problem!.Line, problem.Column, problem.Code));
    }

    [Fact]
    public void TheLargestCounterAndTheLastAcceptedInstantPass()
    {
        (Reading? reading, _) = Parse("""{"mv":"a","platform":"p","source":"s","observedAt":"2026-03-01T13:00:00Z","views":1000000000000000}""");
        Assert.Equal(CountParser.Largest, reading!.Counters.Views);
    }

    [Fact]
    public void UnknownFieldsArePassedOverAndNamed()
    {
        var parser = new ReadingParser(TimeZoneInfo.Utc, Now, TimeSpan.FromHours(1));
        byte[] line = Encoding.UTF8.GetBytes("""{"coin":{"a":[1]},"mv":"a","platform":"p","source":"s","observedAt":"2026-01-01","views":1,"Views":2}""");
        Assert.NotNull(parser.Parse(line, 1).Reading);
        Assert.Equal(["Views", "coin"], parser.UnknownFields);
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2023-08-25", "2023-08-24T16:00:00Z")]
    [InlineData("UTC", "2023-08-25", "2023-08-25T00:00:00Z")]
    // Havana puts its clocks forward at 00:00, and back at 01:00 to 00:00.
    [InlineData("America/Havana", "2025-03-09", "2025-03-09T05:00:00Z")]
    [InlineData("America/Havana", "2025-11-02", "2025-11-02T04:00:00Z")]
    public void ADateIsTheFirstInstantOfItsDayInTheZone(string zone, string date, string instant)
    {
        var parser = new InstantParser(TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.True(parser.TryParse(Encoding.UTF8.GetBytes(date), out DateTimeOffset read));
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), read);
    }

    private static (Reading? Reading, QuarantinedRow? Problem) Parse(string line) => new ReadingParser(TimeZoneInfo.Utc, Now, TimeSpan.FromHours(1)).Parse(Encoding.UTF8.GetBytes(line), 7);
}
