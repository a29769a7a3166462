using System.Reflection;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Tests.Cluster.Crash.Activations;

/// <summary>A manifest store one of whose calls fails for as long as the test says, as one that is away. Use <see cref="Of"/>.</summary>
#pragma warning disable CA1852 // The proxy is made by deriving from it.
internal class TroubledManifests : DispatchProxy
#pragma warning restore CA1852
{
    private IManifestStore inner = null!;

    /// <summary>Name of the method that fails; null for none.</summary>
    public string? Fails { get; set; }

    /// <summary>Wraps a store.</summary>
    public static IManifestStore Of(IManifestStore inner)
    {
        IManifestStore proxy = Create<IManifestStore, TroubledManifests>();
        ((TroubledManifests)(object)proxy).inner = inner;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == Fails ? throw new StorageUnavailableException("The store is away.") : targetMethod.Invoke(inner, args);
}
