using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Genre.Serving;
using MediaAnalytics.Storage.Artifacts;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Models;

public sealed class ModelFollowerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("follower-").FullName;
    private readonly FakeEngine _engine = new();
    private readonly FileArtifactStore _artifacts;
    private readonly ModelFollower _follower;

    public ModelFollowerTests()
    {
        _artifacts = FileArtifactStore.Open(_folder);
        _follower = new(_engine, _artifacts);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WithoutAnOrderTheSilosOwnModelServes()
    {
        await FollowAsync(ServingModel.None);
        Assert.Empty(_engine.Loads);
        Assert.Null(_follower.Fault);
    }

    [Fact]
    public async Task AnOrderIsFollowedOnceAndTheWayBackIsOneToo()
    {
        await StoreAsync("models/a");
        await FollowAsync(Order(1, "models/a"));
        await FollowAsync(Order(1, "models/a"));
        Assert.EndsWith("models/a", Assert.Single(_engine.Loads), StringComparison.Ordinal);
        Assert.Equal(1, _engine.Model.Sequence);
        await FollowAsync(Order(2, null));
        Assert.Equal(("own", 2, null), (_engine.Model.Version, _engine.Model.Sequence, _follower.Fault));
    }

    [Fact]
    public async Task ABadFileIsNotTriedAgainUntilAnotherOrder()
    {
        await StoreAsync("models/a");
        _engine.Failure = new GenreModelException("no model");
        await FollowAsync(Order(1, "models/a"));
        await FollowAsync(Order(1, "models/a"));
        Assert.Single(_engine.Loads);
        Assert.Equal((1, "no model", 0), (_follower.Tried, _follower.Fault, _engine.Model.Sequence));
        _engine.Failure = null;
        await FollowAsync(Order(2, "models/a"));
        Assert.Equal((2, null, 2), (_follower.Tried, _follower.Fault, _engine.Model.Sequence));
    }

    [Fact]
    public async Task ASiloThatStartsUnderABadOrderServesTheOneBefore()
    {
        await StoreAsync("models/bad");
        await StoreAsync("models/before");
        _engine.Failure = new GenreModelException("no model");
        await FollowAsync(Order(2, "models/bad"));
        Assert.True(_follower.IsSettled);
        await _follower.FallBackAsync(Order(1, "models/before"), Stop);
        Assert.Equal(0, _engine.Model.Sequence);
        _engine.Failure = null;
        await _follower.FallBackAsync(Order(1, "models/before"), Stop);
        await FollowAsync(Order(2, "models/bad"));
        Assert.Equal((1, 2, "no model"), (_engine.Model.Sequence, _follower.Tried, _follower.Fault));
    }

    [Fact]
    public async Task OtherTroubleIsTriedAgain()
    {
        await FollowAsync(Order(1, "models/a"));
        Assert.Contains("models/a of model v is missing", _follower.Fault, StringComparison.Ordinal);
        await StoreAsync("models/a");
        _engine.Failure = new IOException("the disk is away.");
        await FollowAsync(Order(1, "models/a"));
        Assert.Equal(("the disk is away. It is tried again.", false), (_follower.Fault, _follower.IsSettled));
        _engine.Failure = null;
        await FollowAsync(Order(1, "models/a"));
        Assert.Equal((null, 1), (_follower.Fault, _engine.Model.Sequence));
    }

    private static ServingModel Order(long sequence, string? artifact) => new(sequence, artifact, "v", DateTimeOffset.UnixEpoch, "test");

    private Task FollowAsync(ServingModel order) => _follower.FollowAsync(order, Stop);

    private Task StoreAsync(string key) => _artifacts.WriteAsync(key, (stream, stop) => stream.WriteAsync("x"u8.ToArray(), stop).AsTask(), Stop);
}
