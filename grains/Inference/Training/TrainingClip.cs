namespace MediaAnalytics.Inference.Training;

/// <summary>One clip to learn from.</summary>
/// <param name="Levels">Its bytes, [mel][frame].</param>
/// <param name="Label">Its label's index.</param>
/// <param name="Name">A name for messages.</param>
/// <param name="Among">
/// The labels that its source tells apart; null for all. The answer is judged among these alone, so that no label is taught from where a sound comes.
/// </param>
internal sealed record TrainingClip(ReadOnlyMemory<byte> Levels, int Label, string Name, int[]? Among = null)
{
    /// <summary>Stands for <see cref="Among"/>: clips of one source have the same.</summary>
    public string Source { get; } = Among is null ? "" : string.Join(',', Among);
}
