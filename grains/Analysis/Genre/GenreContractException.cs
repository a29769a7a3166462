namespace MediaAnalytics.Analysis.Genre;

/// <summary>A track or a model was made under another log-mel contract than the one asked for. Permanent: decode the media again, or use another model.</summary>
public sealed class GenreContractException : Exception
{
    public GenreContractException()
        : this("The log-mel contracts differ.")
    {
    }

    public GenreContractException(string message)
        : base(message)
    {
    }

    public GenreContractException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
