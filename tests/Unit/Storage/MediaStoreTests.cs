using System.Security.Cryptography;
using MediaAnalytics.Storage.Artifacts;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class MediaStoreTests : IDisposable
{
    private static readonly byte[] Body = [.. Enumerable.Range(0, 300_000).Select(static i => (byte)(i * 7))];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Body));

    private readonly TempFolder _folder = new();
    private readonly MediaStore _media;

    public MediaStoreTests() => _media = new(FileArtifactStore.Open(_folder.Path));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_body_of_the_claimed_hash_is_stored_once()
    {
        Assert.False(await _media.ExistsAsync(Hash, Stop));
        Assert.Equal(MediaPutOutcome.Stored, await PutAsync(Hash, Body));
        Assert.True(await _media.ExistsAsync(Hash, Stop));
        Assert.Equal(MediaPutOutcome.AlreadyPresent, await PutAsync(Hash, [1, 2, 3]));
    }

    [Fact]
    public async Task Another_body_is_refused_and_not_kept()
    {
        Assert.Equal(MediaPutOutcome.HashMismatch, await PutAsync(Hash, Body[1..]));
        Assert.Equal(MediaPutOutcome.HashMismatch, await PutAsync(Hash, []));
        Assert.False(await _media.ExistsAsync(Hash, Stop));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_and_not_kept()
    {
        Assert.Equal(MediaPutOutcome.TooLarge, await PutAsync(Hash, Body, Body.Length - 1));
        Assert.Empty(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Equal(MediaPutOutcome.Stored, await PutAsync(Hash, Body, Body.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCD")]
    public Task A_name_that_is_no_hash_is_refused(string hash) => Assert.ThrowsAsync<ArgumentException>(() => PutAsync(hash, Body));

    private async Task<MediaPutOutcome> PutAsync(string hash, byte[] body, long maxBytes = long.MaxValue)
    {
        using var stream = new MemoryStream(body);
        return await _media.PutAsync(hash, stream, maxBytes, Stop);
    }
}
