using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>Checks ids that come in a URL before a grain is called by them.</summary>
internal static class Identifier
{
    /// <summary>
    /// The id that a path segment names, in the form that the catalogue keeps: routing leaves an escaped slash as it came.
    /// </summary>
    public static string Of(string segment) => RowText.Clean(segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with an id; null where nothing is.</summary>
    public static IResult? Problem(string id) => id.Length is 0 or > CatalogueLimits.IdLength || id.Any(char.IsControl)
        ? Problems.Of(
            StatusCodes.Status400BadRequest, "id.invalid", $"An id has 1 to {CatalogueLimits.IdLength} characters and no control characters.")
        : null;
}
