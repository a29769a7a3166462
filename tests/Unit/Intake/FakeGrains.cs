using System.Collections.Concurrent;
using System.Reflection;
using Orleans;

namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>A grain factory that hands out objects of the tests: one per interface and key.</summary>
public class FakeGrains : DispatchProxy
{
    private readonly ConcurrentDictionary<(Type, object), object> _grains = [];
    private readonly Dictionary<Type, Func<object, object>> _make = [];

    public static IGrainFactory Create(out FakeGrains fake)
    {
        IGrainFactory factory = Create<IGrainFactory, FakeGrains>();
        fake = (FakeGrains)(object)factory;
        return factory;
    }

    /// <summary>Says how a grain of an interface is made from its key.</summary>
    public FakeGrains With<TGrain>(Func<object, TGrain> make)
        where TGrain : class
    {
        _make[typeof(TGrain)] = make;
        return this;
    }

    public IEnumerable<TGrain> All<TGrain>() => _grains.Values.OfType<TGrain>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod is not { Name: "GetGrain", IsGenericMethod: true } || args![0] is not { } key) throw new NotSupportedException(targetMethod?.ToString());
        Type type = targetMethod.GetGenericArguments()[0];
        return _grains.GetOrAdd((type, key), _ => _make[type](key));
    }
}
