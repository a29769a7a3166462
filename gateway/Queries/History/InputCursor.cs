using System.Globalization;
using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>An input's place as text: offset, point, ordinal.</summary>
internal static class InputCursor
{
    public static string Of(InputPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.Offset}.{place.Ordinal}");

    /// <summary>The place; before the first where the text is null. Null where it is none.</summary>
    public static InputPlace? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return default(InputPlace);
        return text.Split('.') is [var offset, var ordinal]
            && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out long entry)
            && int.TryParse(ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out int place)
            ? new InputPlace(entry, place) : null;
    }
}
