using MediaAnalytics.Inference.TensorFiles;

namespace MediaAnalytics.Inference.Training;

/// <summary>A <see cref="TrainingState"/> as a file, tied to the run's options and clips.</summary>
internal static class TrainingCheckpoint
{
    private const string Kind = "training checkpoint";
    private const string Weights = "weights/", Average = "average/", Means = "means/", Squares = "squares/";

    /// <summary>Writes the state; <paramref name="clips"/> is a fingerprint of what is learnt from.</summary>
    public static void Write(string path, TrainingOptions options, string clips, TrainingState state) => TensorFile.Write(
        path, Kind, new Meta(options, clips, state.Epoch, state.Steps),
        [
            .. state.Weights.Select(t => t with { Name = Weights + t.Name }),
            .. state.Average.Select(t => t with { Name = Average + t.Name }),
            .. state.Means.Select((values, i) => new NamedTensor(Means + i, [values.Length], values)),
            .. state.Squares.Select((values, i) => new NamedTensor(Squares + i, [values.Length], values)),
        ],
        half: false);

    /// <summary>Reads the state of the same run.</summary>
    /// <exception cref="TensorFileException">It can't be read, or is of a run with other options or clips.</exception>
    public static TrainingState Read(string path, TrainingOptions options, string clips)
    {
        (Meta meta, IReadOnlyList<NamedTensor> tensors, _) = ReadFile(path);
        if (meta.Options != options) throw new TensorFileException($"{path} is of a run with other settings: {meta.Options}. Give the same ones, or delete it.");
        if (meta.Clips != clips) throw new TensorFileException($"{path} is of a run on other data. Give the same, or delete it.");
        return new TrainingState(meta.Epoch, meta.Steps, Named(tensors, Weights), Named(tensors, Average), Values(tensors, Means), Values(tensors, Squares));
    }

    private static (Meta Meta, IReadOnlyList<NamedTensor> Tensors, string Hash) ReadFile(string path)
    {
        try
        {
            return TensorFile.Read<Meta>(path, Kind);
        }
        catch (TensorFileException e)
        {
            throw new TensorFileException($"{e.Message} It is damaged, or of another version of this program. Delete it to start anew.");
        }
    }

    private static List<NamedTensor> Named(IEnumerable<NamedTensor> tensors, string prefix) =>
        tensors.Where(t => t.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(t => t with { Name = t.Name[prefix.Length..] }).ToList();

    private static float[][] Values(IEnumerable<NamedTensor> tensors, string prefix) => Named(tensors, prefix).Select(t => t.Values).ToArray();

    private sealed record Meta(TrainingOptions Options, string Clips, int Epoch, int Steps);
}
