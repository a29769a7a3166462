namespace MediaAnalytics.Gateway.Client;

/// <summary>The form of a file of rows.</summary>
internal enum RowFormat
{
    Csv,
    JsonLines,
    Parquet,
}
