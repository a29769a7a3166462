using Azure.Core;
using Azure.Storage.Blobs;
using MediaAnalytics.Storage.Artifacts.Blobs;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Manifests.Blobs;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

[Collection(AzuriteTests.Name)]
public sealed class BlobManifestStoreTests(AzuriteFixture azurite) : ManifestStoreContract
{
    private static readonly Guid Generation = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private BlobOptions options = null!;
    private BlobConnection connection = null!;

    [Fact]
    public async Task Of_two_processes_exactly_one_wins_each_revision()
    {
        const int Revisions = 60;
        IManifestStore[] rivals = [Store, new BlobManifestStore(await BlobConnection.OpenAsync(options, Stop), recentRows: 8)];
        int[] won = new int[Revisions + 1];
        await Task.WhenAll(rivals.SelectMany(rival => (IManifestStore[])[rival, rival]).Select((rival, i) => Task.Run(async () =>
        {
            while (true)
            {
                Manifest? seen = await rival.ReadAsync(0, Stop);
                if (seen?.Revision == Revisions)
                    return;
                long revision = (seen?.Revision ?? 0) + 1;

                // All say the same, as activations whose clocks stand still might.
                if (await rival.TryReplaceAsync(0, revision - 1, At(revision), Stop))
                    Interlocked.Increment(ref won[revision]);
                if (i == 0 && revision % 10 == 0)
                    await rival.ForgetAsync(0, Begin.AddSeconds((revision - 5) * 10), TimeSpan.FromMinutes(1), Stop);
            }
        })));
        Assert.Equal([0, .. Enumerable.Repeat(1, Revisions)], won);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_swap_whose_answer_was_lost_is_known_as_ones_own(int answers)
    {
        var lost = new LostAnswers("/current");
        BlobClientOptions client = BlobConnection.ClientOptions();
        client.AddPolicy(lost, HttpPipelinePosition.PerRetry);
        var store = new BlobManifestStore(await BlobConnection.OpenAsync(options, client, Stop), recentRows: 8);
        for (int revision = 1; revision <= 3; revision++)
        {
            lost.ToLose = answers;
            Assert.True(await store.TryReplaceAsync(0, revision - 1, At(revision), Stop));
        }

        lost.ToLose = answers;
        Assert.Equal(["s1", "s2"], await store.ForgetAsync(0, Begin, TimeSpan.FromHours(1), Stop));
        Assert.Equal(["s3"], await Store.SnapshotsAsync(0, Stop));

        // A rival that says the very same is not taken for it.
        Assert.True(await Store.TryReplaceAsync(0, 3, At(4), Stop));
        lost.ToLose = answers;
        Assert.False(await store.TryReplaceAsync(0, 3, At(4), Stop));
    }

    [Fact]
    public async Task A_commit_takes_one_request_and_a_reading_of_what_is_known_none_of_its_bytes()
    {
        var requests = new LostAnswers("none");
        BlobClientOptions client = BlobConnection.ClientOptions();
        client.AddPolicy(requests, HttpPipelinePosition.PerRetry);
        var store = new BlobManifestStore(await BlobConnection.OpenAsync(options, client, Stop));
        Assert.True(await store.TryReplaceAsync(0, 0, At(1), Stop));
        int before = requests.Sent;
        Assert.True(await store.TryReplaceAsync(0, 1, At(2), Stop));
        Assert.Equal(before + 1, requests.Sent);
        Assert.Equal(At(2), await store.ReadAsync(0, Stop));
        Assert.Equal(before + 2, requests.Sent);

        // What another process wrote is seen at once.
        Assert.True(await Store.TryReplaceAsync(0, 2, At(3), Stop));
        Assert.Equal(At(3), await store.ReadAsync(0, Stop));
    }

    [Fact]
    public async Task Who_was_taken_over_forgets_nothing()
    {
        Assert.True(await Store.TryReplaceAsync(0, 0, At(1), Stop));
        Assert.True(await Store.TryReplaceAsync(0, 1, At(2), Stop));
        var other = new BlobManifestStore(connection);
        Assert.True(await other.TryReplaceAsync(0, 2, At(3) with { Epoch = 2 }, Stop));
        Assert.Empty(await Store.ForgetAsync(0, Begin.AddDays(1), TimeSpan.FromDays(1), Stop));
        Assert.Equal(["s1", "s2"], await other.ForgetAsync(0, Begin.AddDays(1), TimeSpan.FromDays(1), Stop));
    }

    [Fact]
    public async Task Segments_come_and_go_with_the_past_and_those_of_lost_swaps_go_too()
    {
        for (int revision = 1; revision <= 40; revision++)
            Assert.True(await Store.TryReplaceAsync(0, revision - 1, At(revision), Stop));
        await connection.Container.GetBlobClient("manifests/0/past/3-0123456789abcdef").UploadAsync(BinaryData.FromString("{}"), Stop);
        Assert.Equal(9, (await PastAsync()).Count);
        Assert.Equal(2, (await Store.ReadAtAsync(0, Begin.AddSeconds(29), Stop))!.Revision);

        await Store.ForgetAsync(0, Begin.AddSeconds(305), TimeSpan.FromMinutes(1), Stop);
        Assert.StartsWith("manifests/0/past/29-", Assert.Single(await PastAsync()), StringComparison.Ordinal);
        Assert.Null(await Store.ReadAtAsync(0, Begin.AddSeconds(299), Stop));
        Assert.Equal(30, (await Store.ReadAtAsync(0, Begin.AddSeconds(305), Stop))!.Revision);
        Assert.Equal(31, (await new BlobManifestStore(connection).ReadAtAsync(0, Begin.AddSeconds(315), Stop))!.Revision);
    }

    [Fact]
    public async Task A_lost_segment_is_named()
    {
        for (int revision = 1; revision <= 12; revision++)
            Assert.True(await Store.TryReplaceAsync(0, revision - 1, At(revision), Stop));
        foreach (string segment in await PastAsync())
            await connection.Container.DeleteBlobAsync(segment, cancellationToken: Stop);
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => new BlobManifestStore(connection).ReadAtAsync(0, Begin.AddSeconds(15), Stop));
        Assert.Contains("1 to 4 of partition 0", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "damaged")]
    [InlineData("{}", "damaged")]
    [InlineData("[]", "damaged")]
    [InlineData("""{"format":1}""", "damaged")]
    [InlineData("""{"format":2}""", "later version")]
    public async Task A_document_that_can_not_be_read_is_named(string text, string says)
    {
        await connection.Container.GetBlobClient("manifests/4/current").UploadAsync(BinaryData.FromString(text), Stop);
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => Store.ReadAsync(4, Stop));
        Assert.Contains("manifests/4/current", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_before_the_one_it_replaces_is_a_mistake()
    {
        Assert.True(await Store.TryReplaceAsync(0, 0, At(5) with { Revision = 1 }, Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TryReplaceAsync(0, 1, At(2), Stop));
    }

    protected override async Task<IManifestStore> OpenAsync()
    {
        options = azurite.Options(Folder);
        connection = await BlobConnection.OpenAsync(options, Stop);
        return new BlobManifestStore(connection, recentRows: 8);
    }

    private static Manifest At(long revision) => new()
    {
        Revision = revision,
        Epoch = 1,
        LogGeneration = Generation,
        Offset = revision * 10,
        Snapshot = $"s{revision}",
        WrittenAt = Begin.AddSeconds(revision * 10),
    };

    private async Task<List<string>> PastAsync()
    {
        var names = new List<string>();
        await foreach (string name in connection.ListAsync("manifests/0/past/", Stop))
            names.Add(name);
        return names;
    }
}
