using MediaAnalytics.Contracts;
using MediaAnalytics.Contracts.Imports;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>An import's checkpoint: everything before <see cref="Position"/> has landed, in the catalogue or in quarantine.</summary>
[GenerateSerializer, Alias("ma.ImportGrainState")]
internal sealed class ImportGrainState : IHasDueWork
{
    /// <summary>Null where the import has not been started.</summary>
    [Id(0)] public ImportRequest? Request { get; set; }

    [Id(1)] public ImportStatus? Status { get; set; }

    /// <summary>Where the next row to do is: bytes of the file before it, in Parquet rows.</summary>
    [Id(2)] public long Position { get; set; }

    /// <summary>Chunks of the quarantine that count.</summary>
    [Id(3)] public int QuarantineChunks { get; set; }

    /// <summary>Failures in a row since the last checkpoint.</summary>
    [Id(4)] public int Failures { get; set; }

    [Id(5)] public DateTimeOffset? DueAt { get; set; }
}
