using Xunit;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>What the manifests may set is what the documents explain.</summary>
public sealed class ProductKeysTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    public static TheoryData<string> OfACluster => [.. ProductKeys.OfACluster];

    [Theory]
    [MemberData(nameof(OfACluster))]
    public void ReadmeExplainsEveryVariableOfACluster(string variable) => Assert.Contains($"`{variable}`", Readme, StringComparison.Ordinal);

    [Theory]
    [InlineData("MEDIAANALYTICS_Partition__Retention")]
    [InlineData("MEDIAANALYTICS_Intake__MaxEpochs")]
    [InlineData("MEDIAANALYTICS_Urls")]
    public void KeysOfTheOptionRecordsAreKnown(string variable) => Assert.Contains(variable, ProductKeys.All);
}
