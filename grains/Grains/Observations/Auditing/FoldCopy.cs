using System.IO.Pipelines;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.Auditing;

/// <summary>Copies a fold by way of its snapshot, in memory.</summary>
internal static class FoldCopy
{
    /// <summary>
    /// Begins a copy. The outer task ends when the fold may change again, the inner one with the copy. No series may wait to be folded again.
    /// </summary>
    public static async Task<Task<PartitionFold>> BeginAsync(PartitionFold fold)
    {
        // Without a limit: the fold must not wait for the copy to be indexed.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await Task.Run(() =>
        {
            using Stream stream = pipe.Writer.AsStream();
            FoldSnapshot.Write(fold, stream);
        });
        return Task.Run(() =>
        {
            using Stream stream = pipe.Reader.AsStream();
            return FoldSnapshot.Read(stream, fold.Precedence);
        });
    }
}
