namespace MediaAnalytics.Analysis.Genre;

/// <summary>The engine's queue is full. Transient: ask again later.</summary>
public sealed class GenreEngineBusyException : Exception
{
    public GenreEngineBusyException()
        : this("The genre engine's queue is full. Ask again later.")
    {
    }

    public GenreEngineBusyException(string message)
        : base(message)
    {
    }

    public GenreEngineBusyException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
