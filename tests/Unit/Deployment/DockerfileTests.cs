using System.Text.RegularExpressions;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>The images' recipes, as far as they can be checked without building them.</summary>
public sealed partial class DockerfileTests
{
    public static TheoryData<string> Recipes => ["silo/Dockerfile", "gateway/Dockerfile"];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void BuildsInOneStageAndRunsInAnotherWithoutRights(string recipe)
    {
        string[] lines = Instructions(recipe);
        string[] from = [.. lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal))];
        Assert.Equal(2, from.Length);
        Assert.Equal("FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build", from[0]);
        // What is published is for linux-x64, wherever it is built.
        Assert.Equal("FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/aspnet:10.0-noble", from[1]);
        Assert.Contains(" -r linux-x64 ", string.Join('\n', lines), StringComparison.Ordinal);
        Assert.Equal("USER 10001:10001", lines.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.Equal("CMD [\"serve\"]", lines[^1]);
        Assert.DoesNotContain(lines, line => line.StartsWith("ADD ", StringComparison.Ordinal));
        Assert.All(["title", "description", "version", "revision"], label => Assert.Contains($"org.opencontainers.image.{label}", string.Join('\n', lines), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void WhatItPublishesAndStartsIsThere(string recipe)
    {
        string text = string.Join('\n', Instructions(recipe));
        string project = Project().Match(text).Groups[1].Value;
        Assert.True(File.Exists(Path.Combine(Repository.Root, project)), $"{recipe} publishes {project}");
        Assert.Contains($"ENTRYPOINT [\"/app/{Path.GetFileNameWithoutExtension(project)}\"]", text, StringComparison.Ordinal);
        Assert.Contains("MEDIAANALYTICS_Data=/data", text, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsBuiltFromComesAlong()
    {
        string[] ignore = [.. File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore")).Where(line => line.Length > 0 && line[0] != '#')];
        Assert.Equal("*", ignore[0]);
        string[] taken = [.. ignore.Where(line => line[0] == '!').Select(line => line[1..])];
        Assert.All(taken, pattern => Assert.True(
            Path.Exists(Path.Combine(Repository.Root, pattern)) || Directory.GetFiles(Path.Combine(Repository.Root, Path.GetDirectoryName(pattern)!), Path.GetFileName(pattern)).Length > 0,
            $".dockerignore takes {pattern}, which is not there"));

        // What MSBuild reads at the root, and the projects' own folders.
        string[] needed = [.. Directory.GetFiles(Repository.Root, "Directory.*").Select(file => Path.GetFileName(file)), "global.json", "BannedSymbols.txt", ".editorconfig", "grains", "gateway", "silo"];
        Assert.Empty(needed.Except(taken));
        Assert.All(["**/bin", "**/obj"], output => Assert.Contains(output, ignore));
    }

    private static string[] Instructions(string recipe) =>
    [
        .. Comment().Replace(File.ReadAllText(Path.Combine(Repository.Root, recipe)), "").Replace("\\\n", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    ];

    [GeneratedRegex("^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"dotnet publish (\S+)")]
    private static partial Regex Project();
}
