using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>
/// Reads YAML documents as the API server would: a field that the kind does not have, a field that stands twice, a number or a truth value where text belongs,
/// and a quantity that does not parse are errors.
/// </summary>
internal static class ManifestReader
{
    private static readonly JsonSerializerOptions Strict = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly Dictionary<string, Type> Kinds = typeof(V1Pod).Assembly.GetTypes()
        .Concat([typeof(ServiceMonitor), typeof(PrometheusRule)])
        .Where(type => !type.Name.EndsWith("List", StringComparison.Ordinal))
        .SelectMany(type => type.GetCustomAttributes(typeof(KubernetesEntityAttribute), inherit: false).Cast<KubernetesEntityAttribute>(), (type, entity) => (type, entity))
        .ToDictionary(kind => $"{kind.entity.Group}/{kind.entity.ApiVersion}/{kind.entity.Kind}".TrimStart('/'), kind => kind.type);

    /// <summary>Reads every document that is not empty.</summary>
    /// <exception cref="InvalidDataException">A document is not what its kind asks for; the message names it and says why.</exception>
    public static IReadOnlyList<Manifest> Read(string yaml)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException wrong)
        {
            throw new InvalidDataException($"line {wrong.Start.Line}: {wrong.Message}", wrong);
        }

        return [.. stream.Documents.Select(document => document.RootNode).OfType<YamlMappingNode>().Select(root => Read(YamlJson.Of(root)))];
    }

    private static Manifest Read(JsonNode document)
    {
        string kind = (string?)document["kind"] ?? "", version = (string?)document["apiVersion"] ?? "";
        string name = $"{kind} {document["metadata"]?["name"]}";
        if (!Kinds.TryGetValue($"{version}/{kind}", out Type? type))
            throw new InvalidDataException($"{name}: there is no model of {version}/{kind}");

        try
        {
            return new Manifest(kind, (IKubernetesObject<V1ObjectMeta>)document.Deserialize(type, Strict)!);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException($"{name}: {wrong.Message}", wrong);
        }
    }
}
