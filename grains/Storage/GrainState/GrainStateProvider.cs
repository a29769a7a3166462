namespace MediaAnalytics.Storage.GrainState;

/// <summary>Name of the grain storage that keeps the product's state; it is the default one too.</summary>
public static class GrainStateProvider
{
    /// <summary>For <c>[PersistentState("mv", GrainStateProvider.Name)]</c>.</summary>
    public const string Name = "state";
}
