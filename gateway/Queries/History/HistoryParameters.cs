using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>The parameters of an MV's history.</summary>
internal sealed record HistoryParameters
{
    [FromQuery, Description("Only these platforms, comma-separated; all where left out")]
    public string? Platform { get; init; }

    [FromQuery, Description("First instant in the answer: RFC 3339, or a date = 00:00 in zone; from the first reading on where left out")]
    public string? From { get; init; }

    [FromQuery, Description("First instant after the answer, written like from; to the last reading where left out")]
    public string? To { get; init; }

    [FromQuery, Description("minute, hour, day (the default), week (from Monday on), month, or none: a row for each instant")]
    public string? Granularity { get; init; }

    [FromQuery, Description("IANA time zone whose clock and calendar limit the rows; UTC where left out")]
    public string? Zone { get; init; }

    [FromQuery, Description("true: compare across declared breaks of definition; false where left out")]
    public string? AcrossEpochs { get; init; }

    [FromQuery, Description("json or csv; what Accept asks for where left out")]
    public string? Format { get; init; }
}
