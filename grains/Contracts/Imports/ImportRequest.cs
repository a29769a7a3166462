namespace MediaAnalytics.Contracts.Imports;

/// <summary>What to import.</summary>
/// <param name="Artifact">Key of the spooled catalogue in the artifact store.</param>
/// <param name="FileName">The file's name, for people.</param>
/// <param name="Format">Its form.</param>
/// <param name="MediaMap">Key of the spooled media map in the artifact store (JSON lines: path, sha256 or problem); null where none was sent.</param>
/// <param name="DryRun">Validate and report only; change nothing.</param>
[GenerateSerializer, Immutable, Alias("ma.ImportRequest")]
public sealed record ImportRequest(
    [property: Id(0)] string Artifact,
    [property: Id(1)] string FileName,
    [property: Id(2)] CatalogueFormat Format,
    [property: Id(3)] string? MediaMap,
    [property: Id(4)] bool DryRun);
