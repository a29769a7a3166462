namespace MediaAnalytics.Silo.DataSets;

/// <summary>Artists from a list beside the data: CSV with the columns clip and artist.</summary>
internal static class ArtistList
{
    /// <summary>Gives the tracks of <paramref name="listing"/> the artists that <paramref name="file"/> names; a track that it names no artist of keeps its own.</summary>
    /// <exception cref="DataSetException">It can't be read, says two things of one clip, or is about other data.</exception>
    public static TrackListing Apply(string file, TrackListing listing)
    {
        if (!File.Exists(file)) throw Missing(file);
        var artists = Read(file);
        var tracks = listing.Tracks.Select(t => artists.TryGetValue(t.Key, out string? artist) ? t with { Artist = artist } : t).ToList();
        int named = listing.Tracks.Count(t => artists.ContainsKey(t.Key));
        return named > 0 || tracks.Count == 0 ? listing with { Tracks = tracks, Notes = [.. listing.Notes, $"artists of {named} of {tracks.Count} tracks from {file}"] }
            : throw new DataSetException($"None of the {artists.Count} clips in {file} is in the data. Name them as the data does, such as '{listing.Tracks[0].Key}'.");
    }

    /// <summary>The clips that a list names.</summary>
    /// <exception cref="DataSetException">It can't be read.</exception>
    public static IReadOnlyCollection<string> Clips(string file) =>
        File.Exists(file) ? Read(file).Keys : throw Missing(file);

    private static DataSetException Missing(string file) => new($"There is no file {file}. --artists names a CSV file with the columns clip and artist.");

    private static Dictionary<string, string> Read(string file)
    {
        using var csv = CsvRows.Open(file);
        int clip = csv.Required("clip"), artist = csv.Required("artist");
        var artists = new Dictionary<string, string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            string key = ListedTrack.KeyOf(csv[clip]), name = csv[artist].Trim();
            if (key.Length == 0) throw csv.Fault("clip must not be empty.");
            if (name.Length == 0) continue;
            if (!artists.TryAdd(key, name) && artists[key] != name) throw csv.Fault($"'{csv[clip]}' has another artist, '{artists[key]}', further up. Keep one of the two.");
        }

        return artists;
    }
}
