namespace MediaAnalytics.Contracts.Genre;

/// <summary>Where an answer's genre comes from.</summary>
[GenerateSerializer, Alias("ma.GenreSource")]
public enum GenreSource
{
    /// <summary>Neither recognised nor declared.</summary>
    Unknown = 0,

    /// <summary>The catalogue's word.</summary>
    Declared = 1,

    /// <summary>The model's posterior.</summary>
    Posterior = 2,
}
