using System.Reflection;
using System.Text;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Wire;

/// <summary>
/// What silos and gateways of two versions say to each other, and what lies in the stores, is written down in schema.txt: every serialised type by its alias
/// with its members by their ids, and every grain interface with its methods. During an upgrade both versions run at once, so a line that is there may
/// not change: new members take new ids, new methods new names. To write the file anew, set MEDIA_ANALYTICS_UPDATE_WIRE=1 and read its diff.
/// </summary>
public sealed class WireSchemaTests
{
    private static readonly string File = Path.Combine(Repository.Root, "tests", "Unit", "Wire", "schema.txt");
    private static readonly Assembly[] Assemblies = [typeof(MvRecord).Assembly, typeof(MvState).Assembly, typeof(LogDelivery).Assembly];

    [Fact]
    public async Task TheWireIsWhatIsWrittenDown()
    {
        string[] actual = [.. Lines()];
        if (Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_UPDATE_WIRE") == "1")
            await System.IO.File.WriteAllLinesAsync(File, actual, TestContext.Current.CancellationToken);
        string[] expected = await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken);
        string[] lost = [.. expected.Except(actual)], added = [.. actual.Except(expected)];
        Assert.True(lost.Length == 0, $"changed or gone, so that a version that is still running would not be understood:\n{string.Join('\n', lost)}");
        Assert.True(added.Length == 0, $"new and not written down yet (see this class's summary):\n{string.Join('\n', added)}");
    }

    [Fact]
    public void EverySerialisedTypeHasAnAlias() => Assert.Empty(Serialised().Where(type => type.GetCustomAttribute<AliasAttribute>() is null).Select(type => type.FullName));

    private static IEnumerable<string> Lines() => Serialised().Select(Describe).Concat(Interfaces().SelectMany(Methods)).Order(StringComparer.Ordinal);

    private static IEnumerable<Type> Serialised() =>
        Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null);

    private static IEnumerable<Type> Interfaces() =>
        Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type));

    private static string Describe(Type type)
    {
        if (type.IsEnum)
            return $"enum {Alias(type)}: {string.Join(", ", Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}"))}";
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var members = type.GetProperties(Own).Select(p => (Member: (MemberInfo)p, Type: p.PropertyType))
            .Concat(type.GetFields(Own).Select(f => (Member: (MemberInfo)f, Type: f.FieldType)))
            .Select(m => (Id: m.Member.GetCustomAttribute<IdAttribute>()?.Id, m.Member.Name, m.Type)).Where(m => m.Id is not null).OrderBy(m => m.Id);
        return $"type {Alias(type)}: {string.Join(", ", members.Select(m => $"{m.Id} {m.Name} {Name(m.Type)}"))}";
    }

    private static IEnumerable<string> Methods(Type grain) => grain.GetMethods().Select(method =>
        $"grain {Alias(grain)}.{method.GetCustomAttribute<AliasAttribute>()?.Alias ?? method.Name}({string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)))}) {Name(method.ReturnType)}");

    private static string Alias(Type type) => type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName!;

    private static string Name(Type type)
    {
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.Assembly.GetName().Name!.StartsWith("MediaAnalytics", StringComparison.Ordinal) ? Alias(type) : type.Name;
        var name = new StringBuilder(type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]);
        return name.Append('<').AppendJoin(", ", type.GetGenericArguments().Select(Name)).Append('>').ToString();
    }
}
