using System.Diagnostics;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Telemetry;

/// <summary>Where nobody listens, tracing makes nothing.</summary>
public sealed class IdleTracingTests
{
    [Fact]
    public void WhereNobodyListensNothingIsAllocated()
    {
        Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++) Round();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    private static void Round()
    {
        using (Activity? append = StorageTracing.Append(3, 100)) append.Failed(Error);
        using (Activity? query = StorageTracing.Query(2)) query.Failed(Error);
        using Activity? decode = WorkTracing.Decode("hash");
        decode.Decoded(1, null);
        WorkTracing.CameFrom(null, "hash");
    }

    private static readonly InvalidOperationException Error = new();
}
