using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Manifests.Blobs;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

public sealed class ManifestDocumentTests
{
    private static readonly Guid Generation = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_form_at_rest_is_fixed()
    {
        const string Golden =
            """
            {"format":1,"version":"00000000-0000-0000-0000-000000000001","commit":"00000000-0000-0000-0000-000000000002","manifest":{"revision":3,"epoch":2,"logGeneration":"00112233-4455-6677-8899-aabbccddeeff","offset":9,"snapshot":"snapshots/0/2-9","facts":[{"key":"facts/0/1-1-9-a.parquet","first":1,"last":9,"rows":3,"bytes":77,"hash":18446744073709551615}],"writtenAt":"2026-01-01T00:00:00.0000007+00:00"},"recent":[{"revision":3,"epoch":2,"generation":"00112233-4455-6677-8899-aabbccddeeff","offset":9,"written":639027360000000007}],"snapshots":[{"key":"snapshots/0/2-9","generation":"00112233-4455-6677-8899-aabbccddeeff","offset":9,"first":2,"last":3,"firstWritten":639027360000000000,"lastWritten":639027360000000007,"epoch":2}],"segments":[{"name":"1-0a","first":1,"last":2,"firstWritten":639027350000000000,"lastWritten":639027360000000000,"generation":null}],"kept":1}
            """;
        ManifestDocument document = ManifestJson.Read<ManifestDocument>(BinaryData.FromString(Golden), "x", ManifestDocument.CurrentFormat);
        Assert.Equal(Golden, ManifestJson.Write(document).ToString());
        Assert.Equal(ulong.MaxValue, document.Manifest.Facts[0].Hash);
        Assert.Equal(Begin.AddTicks(7), document.Manifest.WrittenAt);

        const string Segment =
            """{"format":1,"rows":[{"revision":1,"epoch":1,"generation":"00112233-4455-6677-8899-aabbccddeeff","offset":4,"written":639027350000000000}]}""";
        Assert.Equal(Segment, ManifestJson.Write(ManifestJson.Read<SegmentDocument>(BinaryData.FromString(Segment), "x", 1)).ToString());
    }

    [Fact]
    public void A_week_of_commits_every_10_seconds_stays_small()
    {
        ManifestDocument? document = null;
        int largest = 0;
        for (int revision = 1; revision <= 70_000; revision++)
        {
            if (document?.Recent.Count >= BlobManifestStore.RecentRows)
                document = document.With(PastSegment.Of([.. document.Recent.Take(BlobManifestStore.RecentRows / 2)]));
            document = ManifestDocument.After(document, At(revision, $"snapshots/0/1-{revision * 1000}"), Guid.NewGuid());
            ManifestRow? oldest = revision > 60_480 ? ManifestRow.Of(At(revision - 60_480, null)) : null;
            document = ManifestForgetting.Forget(document, oldest, TimeSpan.TicksPerHour).Document ?? document;
            if (revision % 10_000 == 0)
                largest = Math.Max(largest, ManifestJson.Write(document).ToMemory().Length);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{largest:N0} bytes");
        Assert.InRange(document!.Snapshots.Count, 168, 171);
        Assert.InRange(document.Segments.Count, 235, 240);
        Assert.True(largest < 200_000, $"the document takes {largest:N0} bytes");
    }

    [Fact]
    public void Opening_a_partition_over_and_over_adds_no_snapshots()
    {
        ManifestDocument? document = null;
        for (int revision = 1; revision <= 1_000; revision++)
            document = ManifestDocument.After(document, At(revision, "s") with { Offset = 5 }, Guid.NewGuid());
        Assert.Single(document!.Snapshots);
        Assert.All(Enumerable.Range(1, 1_000), revision => Assert.Equal("s", document.SnapshotOf(revision)));
    }

    private static Manifest At(long revision, string? snapshot) => new()
    {
        Revision = revision, Epoch = 1, LogGeneration = Generation, Offset = revision, Snapshot = snapshot, WrittenAt = Begin.AddSeconds(revision * 10),
    };
}
