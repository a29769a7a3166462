namespace MediaAnalytics.Analysis.Genre;

/// <summary>A model file can't be used. Permanent: the same file fails again.</summary>
public sealed class GenreModelException : Exception
{
    public GenreModelException()
        : this("The model can't be used.")
    {
    }

    public GenreModelException(string message)
        : base(message)
    {
    }

    public GenreModelException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
