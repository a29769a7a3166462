namespace MediaAnalytics.Storage.EventLog;

/// <summary>The texts of an event, each written once and named by its place. Used by one thread.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>Adds a text where it is new.</summary>
    public void Add(string text)
    {
        if (_places.TryAdd(text, _texts.Count))
        {
            _texts.Add(text);
        }
    }

    public void Write(EventWriter writer)
    {
        writer.Unsigned((ulong)_texts.Count);
        _texts.ForEach(writer.Text);
    }

    public void Place(EventWriter writer, string text) => writer.Unsigned((ulong)_places[text]);

    public static string[] Read(ref EventReader reader)
    {
        var texts = new string[reader.Count(1, "number of texts")];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.Text();
        }

        return texts;
    }

    public static string Text(ref EventReader reader, string[] texts)
    {
        ulong place = reader.Unsigned();
        return place < (ulong)texts.Length ? texts[place] : throw new InvalidDataException($"The event names text {place} of {texts.Length}.");
    }
}
