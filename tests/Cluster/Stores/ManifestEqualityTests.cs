using System.Globalization;
using CsCheck;
using MediaAnalytics.Storage.Artifacts.Blobs;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Manifests.Blobs;
using MediaAnalytics.Storage.Sqlite;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

/// <summary>The embedded store and the blobs answer the same, whatever was done to both.</summary>
[Collection(AzuriteTests.Name)]
public sealed class ManifestEqualityTests(AzuriteFixture azurite)
{
    private const int Minutes = 240;

    private static readonly Guid[] Generations = [new("00112233-4455-6677-8899-aabbccddeeff"), new("ffeeddcc-bbaa-9988-7766-554433221100")];
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A manifest (with how much time since the last, what its snapshot and generation are), or a forgetting up to so many minutes ago.</summary>
    private static readonly Gen<(int Kind, int Minutes, int Choice)> Step = Gen.Select(
        Gen.Frequency((8, Gen.Const(0)), (3, Gen.Const(1))), Gen.Frequency((1, Gen.Const(0)), (3, Gen.Int[0, 6]), (1, Gen.Int[20, 90])), Gen.Int[0, 15]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_stores_give_the_same_answers()
    {
        using var folder = new TemporaryFolder();
        BlobConnection connection = await BlobConnection.OpenAsync(azurite.Options(folder.Path), Stop);
        using StateDatabase database = StateDatabase.Open(folder.Path);
        int partition = 0;
        await Gen.Select(Step.Array[1, 60], Gen.Int[2, 9]).SampleAsync(
            async (steps, recent) => await CompareAsync(
                new SqliteManifestStore(database), () => new BlobManifestStore(connection, recent), Interlocked.Increment(ref partition), steps),
            iter: 25,
            threads: 1);
    }

    private static async Task CompareAsync(
        SqliteManifestStore embedded, Func<BlobManifestStore> open, int partition, (int Kind, int Minutes, int Choice)[] steps)
    {
        BlobManifestStore blobs = open();
        Manifest? last = null;
        DateTimeOffset forgotten = Begin;
        foreach ((int kind, int minutes, int choice) in steps)
        {
            if (kind == 0 || last is null)
            {
                last = Next(last, minutes, choice);
                Assert.True(await embedded.TryReplaceAsync(partition, last.Revision - 1, last, Stop));
                Assert.True(await blobs.TryReplaceAsync(partition, last.Revision - 1, last, Stop));
            }
            else
            {
                // Never back, as the contract says.
                DateTimeOffset before = last.WrittenAt.AddMinutes(-minutes * choice / 4).AddTicks(choice % 3 - 1);
                forgotten = before > forgotten ? before : forgotten;
                TimeSpan every = TimeSpan.FromMinutes(choice % 4 == 0 ? 60 : choice);
                Assert.Equal(
                    await embedded.ForgetAsync(partition, forgotten, every, Stop), await blobs.ForgetAsync(partition, forgotten, every, Stop));
            }
        }

        await CompareAnswersAsync(embedded, blobs, partition, last!);
        await CompareAnswersAsync(embedded, open(), partition, last!);
    }

    private static async Task CompareAnswersAsync(SqliteManifestStore embedded, BlobManifestStore blobs, int partition, Manifest last)
    {
        Assert.Equal(await embedded.ReadAsync(partition, Stop), await blobs.ReadAsync(partition, Stop));
        Assert.Equal(await embedded.OldestAsync(partition, Stop), await blobs.OldestAsync(partition, Stop));
        Assert.Equal(
            (await embedded.SnapshotsAsync(partition, Stop)).Order(StringComparer.Ordinal), (await blobs.SnapshotsAsync(partition, Stop)).Order(StringComparer.Ordinal));
        for (int back = 0; back <= Minutes; back += 5)
        {
            DateTimeOffset at = last.WrittenAt.AddMinutes(-back).AddTicks(back % 2 - 1);
            Assert.Equal(await embedded.ReadAtAsync(partition, at, Stop), await blobs.ReadAtAsync(partition, at, Stop));
        }

        for (long offset = 0; offset <= last.Offset + 1; offset += 3)
            Assert.Equal(await embedded.NearestSnapshotAsync(partition, offset, Stop), await blobs.NearestSnapshotAsync(partition, offset, Stop));
    }

    private static Manifest Next(Manifest? last, int minutes, int choice)
    {
        bool isNewLog = last is not null && choice == 0;
        long offset = isNewLog ? 0 : (last?.Offset ?? 0) + choice % 4;
        return new()
        {
            Revision = (last?.Revision ?? 0) + 1,
            Epoch = (last?.Epoch ?? 1) + (choice is 0 or 5 ? 1 : 0),
            LogGeneration = isNewLog ? Generations[1 - Array.IndexOf(Generations, last!.LogGeneration)] : last?.LogGeneration ?? Generations[0],
            Offset = offset,
            Snapshot = choice switch
            {
                0 or 1 => null,
                < 6 => last?.Snapshot,
                _ => string.Create(CultureInfo.InvariantCulture, $"{last?.Epoch ?? 1}-{offset}-{choice % 2}"),
            },
            WrittenAt = (last?.WrittenAt ?? Begin).AddMinutes(minutes),
        };
    }
}
