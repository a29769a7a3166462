using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Grains.Keys;
using MediaAnalytics.Tests.Unit.Gateway.Dashboard;
using MediaAnalytics.Tests.Unit.Intake;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Keys;

public sealed class ApiKeysGrainTests
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private readonly HandTime _time = new();
    private readonly MemoryState<ApiKeysState> _state = new(new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<DeepCopier<ApiKeysState>>());
    private readonly ApiKeysGrain _grain;

    public ApiKeysGrainTests() => _grain = new(_state, _time);

    [Fact]
    public async Task EveryChangeIsStoredAndHasAVersionOfItsOwn()
    {
        Assert.Equal(0, (await _grain.ChangedSinceAsync(-1))!.Version);
        Assert.Null(await _grain.ChangedSinceAsync(0));
        Assert.Equal(ApiKeyAddOutcome.Added, await _grain.AddAsync(Key(1)));
        Assert.Equal(ApiKeyAddOutcome.IdTaken, await _grain.AddAsync(Key(1)));
        Assert.Equal(1, (await _grain.ChangedSinceAsync(0))!.Version);
        _time.Advance(TimeSpan.FromHours(1));
        DateTimeOffset revoked = _time.GetUtcNow();
        Assert.Equal(revoked, (await _grain.RevokeAsync(Key(1).Id))!.RevokedAt);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(revoked, (await _grain.RevokeAsync(Key(1).Id))!.RevokedAt);
        Assert.Null(await _grain.RevokeAsync("none"));
        await _state.ReadStateAsync();
        Assert.Equal((2, revoked), (_state.State.Version, _state.State.Keys.Single().RevokedAt));
    }

    [Fact]
    public async Task AFullBookMakesRoomOnlyWhereAKeyHasEnded()
    {
        for (int i = 0; i < ApiKeyLimits.MaxKeys; i++)
            await _grain.AddAsync(Key(i));
        Assert.Equal(ApiKeyAddOutcome.Full, await _grain.AddAsync(Key(-1)));
        await _grain.RevokeAsync(Key(7).Id);
        _time.Advance(TimeSpan.FromHours(1));
        await _grain.RevokeAsync(Key(3).Id);
        Assert.Equal(ApiKeyAddOutcome.Added, await _grain.AddAsync(Key(-1)));
        ApiKeyRecord[] keys = (await _grain.ChangedSinceAsync(-1))!.Keys;
        Assert.Equal(ApiKeyLimits.MaxKeys, keys.Length);
        Assert.DoesNotContain(keys, key => key.Id == Key(7).Id);
        Assert.Contains(keys, key => key.Id == Key(3).Id);
    }

    [Fact]
    public void WhatIsStoredCanBeReadByLaterVersions()
    {
        var state = new ApiKeysState { Version = 3, Keys = [Key(5) with { RevokedAt = DateTimeOffset.UnixEpoch.AddDays(2) }] };
        const string Golden =
            "20000D21000321E840096B657935410D6E616D652035010D410701020321800080B5F7F57F9F08810000000000000000E041154B"
            + "6579733A41646D696E218000406D7508879F08810000000000000000E021800000894C88819F08810000000000000000E0E0E0E0";
        Assert.Equal(Golden, Convert.ToHexString(Serializer.SerializeToArray(state)));
        ApiKeyRecord read = Serializer.Deserialize<ApiKeysState>(Convert.FromHexString(Golden))!.Keys.Single();
        Assert.Equal(state.Keys[0].SecretSha256, read.SecretSha256);
        Assert.Equal(state.Keys[0], read with { SecretSha256 = state.Keys[0].SecretSha256 });
    }

    private static ApiKeyRecord Key(int i) =>
        new($"key{i}", $"name {i}", ApiKeyScopes.Read | ApiKeyScopes.Ingest, [1, 2, 3], DateTimeOffset.UnixEpoch, "Keys:Admin", DateTimeOffset.UnixEpoch.AddDays(9));
}
