using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Gateway.Keys;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Keys;

public sealed partial class ApiKeyTests
{
    [Fact]
    public void AKeyIsFoundByScannersAndComesApart()
    {
        (string key, string id, byte[] hash) = ApiKey.Create();
        Assert.Matches(Form(), key);
        Assert.True(ApiKey.TryParse(key, out string parsed, out string secret));
        Assert.Equal(id, parsed);
        Assert.Equal(hash, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        Assert.True(ApiKey.Matches(secret, hash));
        Assert.False(ApiKey.Matches(secret[..^1], hash));
        Assert.True(ApiKey.SecretLength * Math.Log2(62) >= 256);
    }

    [Fact]
    public void NoTwoKeysAreAlike() => Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => ApiKey.Create().Key).Distinct().Count());

    [Fact]
    public void OtherTextIsNoKey() => Gen.String[0, 80].Sample(text => Assert.Equal(Form().IsMatch(text), ApiKey.TryParse(text, out _, out _)));

    [Theory]
    [InlineData(ApiKeyScopes.Admin, ApiKeyScopes.Read, true)]
    [InlineData(ApiKeyScopes.Admin, ApiKeyScopes.Admin, true)]
    [InlineData(ApiKeyScopes.Ingest, ApiKeyScopes.Read, false)]
    [InlineData(ApiKeyScopes.Ingest, ApiKeyScopes.Read | ApiKeyScopes.Ingest, true)]
    [InlineData(ApiKeyScopes.Read | ApiKeyScopes.Ingest, ApiKeyScopes.Admin, false)]
    public void AdminOpensAllAndNoOtherScopeImpliesAnother(ApiKeyScopes held, ApiKeyScopes anyOf, bool opens) => Assert.Equal(opens, held.Opens(anyOf));

    /// <summary>Whatever looks at secrets compares them in constant time: no other comparison of bytes or hashes stands in these files.</summary>
    [Fact]
    public void SecretsAreComparedInConstantTime()
    {
        string[] files = Directory.GetFiles(Path.Combine(Repository.Root, "gateway", "Keys"), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        string[] comparing = [.. files.Where(file => File.ReadAllText(file).Contains("FixedTimeEquals", StringComparison.Ordinal)).Select(file => Path.GetFileName(file))];
        Assert.Equal(["ApiKey.cs", "SessionTokens.cs"], comparing.Order());
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("SequenceEqual", StringComparison.Ordinal));
    }

    [GeneratedRegex("\\Ama_[a-z0-9]{12}_[A-Za-z0-9]{43}\\z")]
    private static partial Regex Form();
}
