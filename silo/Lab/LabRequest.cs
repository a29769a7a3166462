using MediaAnalytics.Inference.Training;

namespace MediaAnalytics.Silo.Lab;

/// <summary>What <c>silo ablate</c> was asked for.</summary>
/// <param name="Data">Folders of data sets.</param>
/// <param name="Output">The laboratory's folder.</param>
/// <param name="Report">Where the report goes beside that folder; null for nowhere else.</param>
/// <param name="Full">Whether further seeds and splits are run.</param>
/// <param name="Methods">The methods compared, keys of <see cref="LabMethods"/>.</param>
/// <param name="Workers">Fits at once, a core each.</param>
/// <param name="Options">The networks' training, but for their parts and seeds.</param>
internal sealed record LabRequest(
    IReadOnlyList<string> Data, string Output, string? Report, bool Full, IReadOnlyList<string> Methods, int Workers, TrainingOptions Options)
{
    /// <summary>A list of artists for sets that name none; null for none.</summary>
    public string? Artists { get; init; }

    /// <summary>The folder of the fault-filtered lists, for the set that has their clips; null for none.</summary>
    public string? Lists { get; init; }
}
