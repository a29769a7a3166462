using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>The fields' names.</summary>
internal static class ReadingFields
{
    /// <summary>Name by <see cref="ReadingField"/>.</summary>
    public static readonly string[] Names =
        ["mv", "platform", "source", "observedAt", "impressions", "clicks", "views", "likes", "comments", "shares"];

    private static readonly byte[][] Utf8Names = [.. Names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>How many there are.</summary>
    public static int Count => Names.Length;

    public static ReadingField? Find(string name) => Array.IndexOf(Names, name) is var index and >= 0 ? (ReadingField)index : null;

    /// <summary>The counter by its name; null where there is none.</summary>
    public static Counter? CounterOf(string name) => Find(name) is { } field and >= ReadingField.Impressions ? (Counter)(field - ReadingField.Impressions) : null;

    /// <summary>A counter's name.</summary>
    public static string NameOf(Counter counter) => Names[(int)ReadingField.Impressions + (int)counter];

    /// <summary>The field that a property's name is; null where unknown. Lines mostly have the same order, so it looks at <paramref name="expected"/> first.</summary>
    public static ReadingField? Find(ref Utf8JsonReader property, int expected)
    {
        for (int i = 0; i < Utf8Names.Length; i++)
        {
            int field = (expected + i) % Utf8Names.Length;
            if (property.ValueTextEquals(Utf8Names[field])) return (ReadingField)field;
        }

        return null;
    }
}
