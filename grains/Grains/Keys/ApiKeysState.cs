using MediaAnalytics.Contracts.Keys;

namespace MediaAnalytics.Grains.Keys;

/// <summary>The book of keys as it is stored.</summary>
[GenerateSerializer, Alias("ma.ApiKeysState")]
internal sealed class ApiKeysState
{
    /// <summary>One higher after each change.</summary>
    [Id(0)] public long Version { get; set; }

    /// <summary>By the time they were added.</summary>
    [Id(1)] public ApiKeyRecord[] Keys { get; set; } = [];
}
