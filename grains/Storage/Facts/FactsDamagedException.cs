namespace MediaAnalytics.Storage.Facts;

/// <summary>A facts file is missing, or is not what it was when written; nothing was answered from it.</summary>
public sealed class FactsDamagedException(string message, Exception? inner = null) : Exception(message, inner);
