namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>Whether the song was written for this MV's artist. Catalogue words: <c>original, adapted</c>.</summary>
[GenerateSerializer, Alias("ma.SongOrigin")]
public enum SongOrigin
{
    Original = 0,
    Adapted = 1,
}
