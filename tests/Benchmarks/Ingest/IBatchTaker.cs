namespace MediaAnalytics.Tests.Benchmarks.Ingest;

/// <summary>Takes batches of readings; each is durable when the call returns.</summary>
internal interface IBatchTaker
{
    /// <summary>Takes a batch over one of the connections, each used by one caller at a time.</summary>
    Task TakeAsync(int connection, IngestReadings input, int batch);
}
