using System.Text;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Gateway.Observations;
using Microsoft.Extensions.Primitives;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>Reads a dissemination query from a URL's parameters.</summary>
internal static class DisseminationQueryParser
{
    /// <summary>Name of the parameter for an instant of the past.</summary>
    public const string AsOf = "asOf";

    private const int MaxValues = 100;

    /// <summary>The query and the instant that it is about, if not the present; or what is wrong with the parameters.</summary>
    public static string? TryParse(IQueryCollection parameters, out DisseminationQuery query, out DateTimeOffset? asOf)
    {
        List<Dimension> by = [];
        var where = new Dictionary<Dimension, string[]>();
        query = new([], where);
        asOf = null;

        foreach ((string name, StringValues values) in parameters)
        {
            string[] words = Split(values);
            if (string.Equals(name, "by", StringComparison.OrdinalIgnoreCase))
            {
                foreach (string word in words)
                {
                    if (!DimensionNames.TryParse(word, out Dimension dimension))
                        return Unknown(word);
                    if (!by.Contains(dimension))
                        by.Add(dimension);
                }
            }
            else if (string.Equals(name, AsOf, StringComparison.OrdinalIgnoreCase))
            {
                if (!new InstantParser(TimeZoneInfo.Utc).TryParse(Encoding.UTF8.GetBytes(values.ToString()), out DateTimeOffset instant))
                    return "asOf must be an RFC 3339 instant such as 2026-03-01T12:00:00Z (a + before an offset is written %2B), or a date: 00:00 in UTC.";
                asOf = instant;
            }
            else if (DimensionNames.TryParse(name, out Dimension filter))
            {
                if (words.Length is 0 or > MaxValues)
                    return $"{name} takes 1 to {MaxValues} values.";
                where[filter] = words;
            }
            else
            {
                return Unknown(name);
            }
        }

        if (by.Count > QueryEndpoints.MaxDimensions)
            return $"by takes at most {QueryEndpoints.MaxDimensions} dimensions, not {by.Count}.";
        query = new([.. by], where);
        return null;
    }

    private static string[] Split(StringValues values) =>
        [.. values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static string Unknown(string name) => $"'{name}' is no dimension. Dimensions are: {string.Join(", ", DimensionNames.All)}.";
}
