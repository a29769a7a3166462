namespace MediaAnalytics.Silo.DataSets;

/// <summary>A data set that can't be used; the message says where and what to do.</summary>
internal sealed class DataSetException(string message) : Exception(message);
