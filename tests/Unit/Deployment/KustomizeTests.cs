using System.Text.Json.Nodes;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>The plain manifests: each file by itself, and each overlay as kubectl builds it.</summary>
public sealed class KustomizeTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "k8s");

    private static readonly string[] Local = ["resources", "components"];

    /// <summary>Every file of manifests, patches among them.</summary>
    public static TheoryData<string> Manifests => [.. Files("*.yaml").Where(file => !file.EndsWith("kustomization.yaml", StringComparison.Ordinal))];

    public static TheoryData<string> Kustomizations => [.. Files("kustomization.yaml")];

    public static TheoryData<string> Overlays => [.. Directory.EnumerateDirectories(Path.Combine(Folder, "overlays")).Select(folder => $"overlays/{Path.GetFileName(folder)}")];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void AFileHasOnlyFieldsOfItsKinds(string file) => Assert.NotEmpty(ManifestReader.Read(File.ReadAllText(Path.Combine(Folder, file))));

    [Theory]
    [MemberData(nameof(Kustomizations))]
    public void AKustomizationNamesWhatIsThere(string file)
    {
        JsonNode kustomization = YamlJson.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        string folder = Path.GetDirectoryName(Path.Combine(Folder, file))!;
        string[] named =
        [
            .. Local.SelectMany(key => Texts(kustomization[key])),
            .. Items(kustomization["patches"]).Select(patch => (string?)patch["path"]).OfType<string>(),
            .. Items(kustomization["configMapGenerator"]).SelectMany(generator => Texts(generator["files"]).Concat(Texts(generator["envs"]))),
        ];
        Assert.All(named, path => Assert.True(Path.Exists(Path.Combine(folder, path)), $"{file} names {path}, which is not there"));
        Assert.Equal(
            Directory.EnumerateFiles(folder, "*.yaml").Select(Path.GetFileName).Except(["kustomization.yaml"]).Order(),
            named.Where(path => path.EndsWith(".yaml", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task WhatAnOverlayBuildsHolds(string overlay) => BundleRules.AssertHold(Bundle.Read(await BuildAsync(overlay)));

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task AnOverlayTakesTheMonitoringComponent(string overlay)
    {
        DirectoryInfo here = Directory.CreateTempSubdirectory("media-analytics-overlay-");
        try
        {
            string Relative(string folder) => Path.GetRelativePath(here.FullName, Path.Combine(Folder, folder));
            await File.WriteAllTextAsync(
                Path.Combine(here.FullName, "kustomization.yaml"),
                $"namespace: media-analytics\nresources: [{Relative(overlay)}]\ncomponents: [{Relative("components/monitoring")}]\n",
                TestContext.Current.CancellationToken);
            Bundle bundle = Bundle.Read(await BuildAsync(here.FullName));
            BundleRules.AssertHold(bundle);
            Assert.Single(bundle.Of<ServiceMonitor>());
        }
        finally
        {
            here.Delete(recursive: true);
        }
    }

    private static async Task<string> BuildAsync(string overlay)
    {
        Assert.SkipUnless(Tool.Kubectl.Path is not null, Tool.Kubectl.Absent);
        (int code, string output, string errors) = await Tool.Kubectl.RunAsync(TestContext.Current.CancellationToken, "kustomize", Path.Combine(Folder, overlay));
        Assert.True(code == 0, errors);
        return output;
    }

    private static IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file));

    private static IEnumerable<JsonNode> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonNode>();

    private static IEnumerable<string> Texts(JsonNode? list) => Items(list).Select(item => (string)item!);
}
