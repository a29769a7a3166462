namespace MediaAnalytics.Silo.Lab;

/// <summary>One track of a laboratory: its 30-s clip as bytes [mel][frame], as log-mels and, where there is sound, with linear bands.</summary>
internal sealed record LabTrack(string Name, int Genre, string Artist, byte[] Mel, byte[]? Stft);
