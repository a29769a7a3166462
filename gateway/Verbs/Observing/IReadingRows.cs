using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>Turns a file's rows into batches of readings. Rows that never reach the server are kept apart. One caller at a time.</summary>
internal interface IReadingRows : IDisposable
{
    /// <summary>Rows so far, good and bad.</summary>
    long Rows { get; }

    /// <summary>Rows that are not even rows, or can't become readings.</summary>
    List<QuarantinedRow> Quarantined { get; }

    /// <summary>Reads a stream into batches; disposes it in the end.</summary>
    IAsyncEnumerable<RowBatch> ReadAsync(Stream stream, CancellationToken cancellation);
}
