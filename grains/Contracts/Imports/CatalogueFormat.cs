namespace MediaAnalytics.Contracts.Imports;

/// <summary>The form of a catalogue file.</summary>
[GenerateSerializer, Alias("ma.CatalogueFormat")]
public enum CatalogueFormat
{
    Csv = 0,
    JsonLines = 1,
    Parquet = 2,
}
