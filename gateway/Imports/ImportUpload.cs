using MediaAnalytics.Contracts.Imports;

namespace MediaAnalytics.Gateway.Imports;

/// <summary>What a request to import brought.</summary>
/// <param name="Catalogue">The spooled catalogue.</param>
/// <param name="Media">The spooled media map; null where none was sent.</param>
/// <param name="Format">The catalogue's form.</param>
/// <param name="FileName">Its name, for people.</param>
/// <param name="DryRun">Validate and report only.</param>
internal sealed record ImportUpload(SpooledFile Catalogue, SpooledFile? Media, CatalogueFormat Format, string FileName, bool DryRun);
