namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>An MV's id on one platform; written <c>platform:id</c>.</summary>
[GenerateSerializer, Immutable, Alias("ma.PlatformId")]
public readonly record struct PlatformId([property: Id(0)] string Platform, [property: Id(1)] string Id)
{
    public override string ToString() => $"{Platform}:{Id}";
}
