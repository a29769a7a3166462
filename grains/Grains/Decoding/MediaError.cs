namespace MediaAnalytics.Grains.Decoding;

/// <summary>Why media gave no log-mels.</summary>
/// <param name="Code">One of <see cref="MediaErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do, for people.</param>
/// <param name="Retryable">Whether the same file may decode another time: the fault lies with this machine, not with the file.</param>
public sealed record MediaError(string Code, string Message, bool Retryable);
