namespace MediaAnalytics.Analysis.Genre;

/// <summary>What an engine answers: the score, and the model that made it, of all its tiles.</summary>
public sealed record GenreRecognition(GenreScore Score, GenreModel Model);
