using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.TensorFiles;

namespace MediaAnalytics.Inference.Models;

/// <summary>A model file read and checked, torch not yet touched.</summary>
/// <param name="Model">Version, labels and contract, as others see them.</param>
/// <param name="Header">All that the file says of itself.</param>
/// <param name="Weights">Its tensors.</param>
internal sealed record GenreModelFile(GenreModel Model, GenreModelHeader Header, IReadOnlyList<NamedTensor> Weights)
{
    /// <summary>What a model file calls itself.</summary>
    public const string Kind = GenreModelHead.Kind;

    private const int MaxTilesPerClip = 1_000;
    private const int MaxMembers = 16;

    /// <summary>The model that ships with the program, beside it.</summary>
    public static string ShippedPath => Path.Combine(AppContext.BaseDirectory, "Model", "dcnn-ssa-gtzan.model");

    /// <summary>Writes a model, weights as 16-bit floats.</summary>
    public static void Write(string path, GenreModelHeader header, IReadOnlyList<NamedTensor> weights) => TensorFile.Write(path, Kind, header, weights, half: true);

    /// <summary>Writes a model with the answer of its stored weights on the golden input, so that whoever loads it can tell that it is this network.</summary>
    /// <exception cref="TensorFileException">The weights are not those of the network that the header describes, or do not give probabilities.</exception>
    public static void WriteChecked(string path, GenreModelHeader header, IReadOnlyList<NamedTensor> weights) =>
        Write(path, header with { Golden = GoldenCheck.Of(header, weights) }, weights);

    /// <summary>Reads a model for use under <paramref name="contract"/>.</summary>
    /// <exception cref="TensorFileException">The file can't be used.</exception>
    /// <exception cref="GenreContractException">The model was trained under another contract.</exception>
    public static GenreModelFile Read(string path, LogMelContract contract)
    {
        var (header, weights, hash) = TensorFile.Read<GenreModelHeader>(path, Kind);
        string? fault = Fault(header);
        if (fault is not null) throw new TensorFileException($"{path}: {fault}");
        if (header.Contract.Id != contract.Id)
            throw new GenreContractException($"{path} was trained under log-mel contract {header.Contract.Id}; this program makes {contract.Id}. Use a model of that contract, or train one with `silo train`.");
        return new GenreModelFile(new GenreModel(GenreModelHead.VersionOf(header.Name, hash), header.Labels, header.Contract.Id), header, weights);
    }

    private static string? Fault(GenreModelHeader header)
    {
        if (string.IsNullOrWhiteSpace(header.Name) || header.Contract is null || header.Shape is null || header.Tiles is null) return "its header lacks a part.";
        if (GenreModelHead.FaultOfLabels(header.Labels) is { } labels) return $"{labels}.";
        if (header.Network is not (DcnnSsaNetwork.Wiring or DcnnSsaNetwork.OlderWiring)) return $"its weights are for network '{header.Network}'; this program has {DcnnSsaNetwork.Wiring}. Train one with `silo train`.";
        if (!header.Shape.IsValid()) return "its network's widths are out of range.";
        if (header.Members is < 0 or > MaxMembers || header.Summaries is < 0 or > MaxMembers || header.Networks is < 1 or > MaxMembers) return $"it must hold 1 to {MaxMembers} networks.";
        if (header.Summaries > 0 && header.Summary?.IsValid(header.Contract.MelBands) != true) return "the size of its summary network is out of range.";
        if (header.Temperature is not (>= GenreCalibration.LeastTemperature and <= GenreCalibration.MostTemperature))
            return $"its temperature must be {GenreCalibration.LeastTemperature} to {GenreCalibration.MostTemperature}.";
        if (header.Tiles.PerClip is < 1 or > MaxTilesPerClip || header.Tiles.Frames < 8 || header.Tiles.Frames > header.Contract.Frames) return "its tiles do not fit a clip.";
        return header.Golden?.Fault(header.Labels.Length) ?? (header.Card?.Fault() is { } card ? $"{card}." : null);
    }
}
