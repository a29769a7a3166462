namespace MediaAnalytics.Inference.TensorFiles;

/// <summary>A tensor's name, shape and values (row-major).</summary>
internal sealed record NamedTensor(string Name, long[] Shape, float[] Values);
