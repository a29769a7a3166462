namespace MediaAnalytics.Inference;

/// <summary>torch's native libraries are missing or do not load; the message says where they were looked for and what to do.</summary>
public sealed class TorchUnavailableException : Exception
{
    public TorchUnavailableException()
        : this("torch does not load.")
    {
    }

    public TorchUnavailableException(string message)
        : base(message)
    {
    }

    public TorchUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
