using Xunit;

namespace MediaAnalytics.Tests.Stores;

/// <summary>Tests that share one Azurite, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
