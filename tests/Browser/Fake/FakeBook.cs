using System.Reflection;
using MediaAnalytics.Contracts.Keys;

namespace MediaAnalytics.Tests.Browser.Fake;

/// <summary>A book of keys in memory, and the grain factory that hands it out.</summary>
public class FakeBook : DispatchProxy
{
    private readonly Book _book = new();

    public static IGrainFactory Create(out IApiKeysGrain book)
    {
        IGrainFactory factory = Create<IGrainFactory, FakeBook>();
        book = ((FakeBook)(object)factory)._book;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is { Name: "GetGrain", IsGenericMethod: true } && targetMethod.GetGenericArguments()[0] == typeof(IApiKeysGrain)
            ? _book
            : throw new NotSupportedException(targetMethod?.ToString());

    private sealed class Book : IApiKeysGrain
    {
        private ApiKeySnapshot _keys = new(0, []);

        public Task<ApiKeySnapshot?> ChangedSinceAsync(long known) => Task.FromResult(known == _keys.Version ? null : _keys);

        public Task<ApiKeyAddOutcome> AddAsync(ApiKeyRecord key)
        {
            _keys = new(_keys.Version + 1, [.. _keys.Keys, key]);
            return Task.FromResult(ApiKeyAddOutcome.Added);
        }

        public Task<ApiKeyRecord?> RevokeAsync(string id)
        {
            _keys = new(_keys.Version + 1, [.. _keys.Keys.Select(key => key.Id == id ? key with { RevokedAt = key.CreatedAt } : key)]);
            return Task.FromResult(_keys.Keys.FirstOrDefault(key => key.Id == id));
        }
    }
}
