namespace MediaAnalytics.Inference.Training;

/// <summary>One clip to learn from or to judge by: its bytes ([mel][frame]), label index and a name for messages.</summary>
internal sealed record TrainingClip(ReadOnlyMemory<byte> Levels, int Label, string Name);
