using System.Xml.Linq;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Architecture;

/// <summary>Dependencies point one way. Read from the project files, so that an unused reference counts too.</summary>
public sealed class DependencyDirectionTests
{
    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        ["Contracts"] = [],
        ["Analysis"] = [],
        ["Inference"] = ["Analysis"],
        ["Storage"] = ["Contracts"],
        ["Grains"] = ["Contracts", "Analysis", "Storage"],
        ["Gateway"] = ["Contracts", "Analysis", "Storage"],
        ["Silo"] = ["Contracts", "Analysis", "Storage", "Grains", "Inference", "Gateway"],
    };

    public static TheoryData<string> Projects => [.. AllowedProjects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProjectReferencesOnlyWhatItMay(string project)
    {
        string[] referenced = [.. Load(project).Descendants("ProjectReference").Select(Name)];
        Assert.Empty(referenced.Except(AllowedProjects[project]));
    }

    [Fact]
    public void ContractsNeedOnlyTheOrleansSdk() => Assert.Equal(["Microsoft.Orleans.Sdk"], Packages("Contracts"));

    [Fact]
    public void AnalysisNeedsNoPackage() => Assert.DoesNotContain(Packages("Analysis"), package => package != "System.Numerics.Tensors");

    [Theory]
    [MemberData(nameof(Projects))]
    public void OnlyInferenceKnowsTorch(string project)
    {
        if (project is not ("Inference" or "Silo"))
            Assert.DoesNotContain(Packages(project), package => package.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Packages(string project) =>
        [.. Load(project).Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!)];

    private static string Name(XElement reference)
    {
        string path = (string)reference.Attribute("Include")!;
        return Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("MediaAnalytics.", "", StringComparison.Ordinal);
    }

    private static XDocument Load(string project)
    {
        string name = $"MediaAnalytics.{project}.csproj";
        string folder = project is "Silo" or "Gateway"
            ? Path.Combine(Repository.Root, project.ToLowerInvariant())
            : Path.Combine(Repository.Root, "grains", project);
        return XDocument.Load(Path.Combine(folder, name));
    }
}
