using MediaAnalytics.Contracts.Keys;

namespace MediaAnalytics.Tests.Unit.Keys;

/// <summary>The book of keys, which may be away.</summary>
internal sealed class FakeKeys(IApiKeysGrain book) : IApiKeysGrain
{
    public bool Away { get; set; }

    public int Asked { get; private set; }

    public Task<ApiKeySnapshot?> ChangedSinceAsync(long known)
    {
        Asked++;
        return Away ? throw new TimeoutException("the book is away") : book.ChangedSinceAsync(known);
    }

    public Task<ApiKeyAddOutcome> AddAsync(ApiKeyRecord key) => book.AddAsync(key);

    public Task<ApiKeyRecord?> RevokeAsync(string id) => book.RevokeAsync(id);
}
