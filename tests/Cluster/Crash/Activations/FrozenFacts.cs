using System.Reflection;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Tests.Cluster.Crash.Activations;

/// <summary>
/// A facts store in which one call stands still until the test lets it go on: so an activation is frozen where it stands, as by a machine that was paused.
/// Use <see cref="Of"/>.
/// </summary>
#pragma warning disable CA1852 // The proxy is made by deriving from it.
internal class FrozenFacts : DispatchProxy, IDisposable
#pragma warning restore CA1852
{
    private readonly ManualResetEventSlim thaw = new();
    private readonly TaskCompletionSource frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? method;

    /// <summary>The store itself, which never freezes.</summary>
    public IFactsStore Inner { get; private set; } = null!;

    /// <summary>Done once a call stands still.</summary>
    public Task Frozen => frozen.Task;

    /// <summary>Runs before each call of any method, with its name.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Wraps a store.</summary>
    public static IFactsStore Of(IFactsStore inner)
    {
        IFactsStore proxy = Create<IFactsStore, FrozenFacts>();
        ((FrozenFacts)(object)proxy).Inner = inner;
        return proxy;
    }

    /// <summary>The next call of a method stands still.</summary>
    public void Freeze(string next) => method = next;

    /// <summary>It goes on.</summary>
    public void Thaw() => thaw.Set();

    public void Dispose()
    {
        thaw.Dispose();
        (Inner as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Before?.Invoke(targetMethod!.Name);
        if (targetMethod!.Name == method)
        {
            method = null;
            frozen.SetResult();
            thaw.Wait();
        }

        return targetMethod.Invoke(Inner, args);
    }
}
