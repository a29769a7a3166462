using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Contracts.Genre;

/// <summary>The genre an MV counts under and where it comes from: the posterior's top label, else the declared genre, else unknown.</summary>
[GenerateSerializer, Immutable, Alias("ma.GenreLabel")]
public readonly record struct GenreLabel([property: Id(0)] string Genre, [property: Id(1)] GenreSource Source)
{
    /// <summary>The name of no genre.</summary>
    public const string Unknown = "unknown";

    /// <summary>The label of a record, by the order of the summary.</summary>
    public static GenreLabel Of(MvRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Posterior is { } posterior ? new(posterior.Top, GenreSource.Posterior)
            : record.Entry.DeclaredGenre is { } declared ? new(declared, GenreSource.Declared)
            : new(Unknown, GenreSource.Unknown);
    }
}
