using System.Reflection;

namespace MediaAnalytics.Tests.Unit.Models;

/// <summary>A grain whose calls a test answers, by the method's name.</summary>
public class ScriptedGrain : DispatchProxy
{
    private Func<string, object?[], object?> _answer = (_, _) => null;

    public static T Create<T>(Func<string, object?[], object?> answer)
        where T : class
    {
        T grain = Create<T, ScriptedGrain>();
        ((ScriptedGrain)(object)grain)._answer = answer;
        return grain;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _answer(targetMethod!.Name, args ?? []) ?? throw new NotSupportedException(targetMethod.Name);
}
