using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>YAML as the JSON that Kubernetes makes of it: unquoted numbers and truth values (yes, no, on and off among them) are no text.</summary>
internal static class YamlJson
{
    private static readonly HashSet<string> True = ["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"];

    private static readonly HashSet<string> False = ["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"];

    /// <summary>The first document of a text.</summary>
    public static JsonNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Of(stream.Documents[0].RootNode);
    }

    /// <summary>A node that is not null.</summary>
    public static JsonNode Of(YamlNode node) => Convert(node) ?? throw new InvalidDataException($"line {node.Start.Line} is empty");

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Convert(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode quoted => JsonValue.Create(quoted.Value),
        _ => throw new InvalidDataException($"line {node.Start.Line}: {node.GetType().Name} is not understood"),
    };

    private static JsonNode? Plain(string text) =>
        text is "" or "~" or "null" ? null
        : True.Contains(text) ? JsonValue.Create(true)
        : False.Contains(text) ? JsonValue.Create(false)
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? JsonValue.Create(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && char.IsAsciiDigit(text[^1]) ? JsonValue.Create(number)
        : JsonValue.Create(text);
}
