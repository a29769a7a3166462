using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>The chart's values: each is explained, each is in the schema, and the schema knows no other.</summary>
public sealed class ValuesTests
{
    private static readonly string Chart = Path.Combine(Repository.Root, "charts", "media-analytics");

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Chart, "values.yaml"));

    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Chart, "values.schema.json")))!;

    /// <summary>The chart's defaults and its other sets; the latter leave most out.</summary>
    public static TheoryData<string> Files => ["values.yaml", .. Directory.EnumerateFiles(Path.Combine(Chart, "ci")).Select(file => $"ci/{Path.GetFileName(file)}")];

    [Theory]
    [MemberData(nameof(Files))]
    public void ValuesConformToTheSchema(string file)
    {
        // A null in values takes a default away, before Helm looks at the schema.
        JsonNode values = WithoutNulls(YamlJson.Parse(File.ReadAllText(Path.Combine(Chart, file))))!;
        EvaluationResults results = JsonSchema.FromText(Schema.ToJsonString())
            .Evaluate(JsonSerializer.SerializeToElement(values), new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(results.IsValid, string.Join("\n", (results.Details ?? []).Where(detail => detail.Errors is not null)
            .SelectMany(detail => detail.Errors!, (detail, error) => $"{detail.InstanceLocation}: {error.Value}")));
    }

    [Fact]
    public void EachValueHasACommentAboveIt() => Assert.Empty(Lines
        .Where((line, index) => line.Contains(':', StringComparison.Ordinal) && !line.TrimStart().StartsWith('#') && !InList(index) && !Lines[index - 1].TrimStart().StartsWith('#')));

    [Fact]
    public void ValuesAndSchemaNameTheSame()
    {
        var problems = new List<string>();
        Compare(YamlJson.Parse(string.Join('\n', Lines)), Schema, "", complete: true, problems);
        Assert.Empty(problems);
    }

    /// <summary>Whether a line belongs to an item of a list: such values are Kubernetes' own, and the list's comment explains them.</summary>
    private static bool InList(int index)
    {
        int indent = Indent(Lines[index]);
        if (Lines[index].TrimStart().StartsWith('-'))
            return true;
        for (int above = index - 1; above >= 0 && indent > 0; above--)
        {
            if (Lines[above].Length == 0 || Lines[above].TrimStart().StartsWith('#') || Indent(Lines[above]) >= indent)
                continue;
            if (Lines[above].TrimStart().StartsWith('-'))
                return true;
            indent = Indent(Lines[above]);
        }

        return false;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    private static void Compare(JsonNode values, JsonNode schema, string path, bool complete, List<string> problems)
    {
        if (schema["$ref"] is { } reference)
            schema = Schema["definitions"]![((string)reference!).Split('/')[^1]]!;
        if (values is not JsonObject map)
            return;

        JsonObject? properties = schema["properties"]?.AsObject();
        foreach ((string name, JsonNode? value) in map)
        {
            if (properties?[name] is { } known)
                Compare(value!, known, $"{path}.{name}", complete, problems);
            else if (schema["additionalProperties"] is JsonObject any)
                // A silo of the map overrides siloDefaults, so it need not say everything.
                Compare(value!, any, $"{path}.{name}", complete: false, problems);
            else if (schema["type"] is null || properties is not null)
                problems.Add($"{path}.{name} is not in the schema");
        }

        if (complete && properties is not null)
        {
            problems.AddRange(properties.Select(property => property.Key).Where(name => !map.ContainsKey(name)).Select(name => $"{path}.{name} is not in values.yaml"));
            if (schema["additionalProperties"] is not { } additional || additional.GetValueKind() != JsonValueKind.False)
                problems.Add($"{path}: the schema takes any value here");
        }
    }

    private static JsonNode? WithoutNulls(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, WithoutNulls(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutNulls)]),
        _ => node?.DeepClone(),
    };
}
