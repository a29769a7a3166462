namespace MediaAnalytics.Inference.TensorFiles;

/// <summary>A model or checkpoint file that can't be used; the message says why and what to do.</summary>
public sealed class TensorFileException : Exception
{
    public TensorFileException(string message)
        : base(message)
    {
    }

    public TensorFileException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public TensorFileException()
        : this("The file can't be used.")
    {
    }
}
