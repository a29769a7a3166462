using MediaAnalytics.Storage.Artifacts.Blobs;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

public sealed class BlobOptionsTests
{
    private const string Account = "DefaultEndpointsProtocol=https;AccountName=films;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";

    [Theory]
    [InlineData(Account, "media-analytics", 64, null)]
    [InlineData("https://films.blob.core.windows.net", "abc", 1_048_576, null)]
    [InlineData("", "abc", 64, "Cluster:Blobs")]
    [InlineData("nonsense", "abc", 64, "Cluster:Blobs")]
    [InlineData("http://films.blob.core.windows.net", "abc", 64, "Cluster:Blobs")]
    [InlineData("https://films.blob.core.windows.net?sig=secret", "abc", 64, "Cluster:Blobs")]
    [InlineData(Account, "ab", 64, "Cluster:Container")]
    [InlineData(Account, "A-b", 64, "Cluster:Container")]
    [InlineData(Account, "a--b", 64, "Cluster:Container")]
    [InlineData(Account, "-ab", 64, "Cluster:Container")]
    [InlineData(Account, "abc", 63, "Cluster:CacheMegabytes")]
    [InlineData(Account, "abc", 1_048_577, "Cluster:CacheMegabytes")]
    public void An_option_out_of_range_is_named_and_the_connection_never_shown(string connection, string container, int megabytes, string? key)
    {
        var options = new BlobOptions { Connection = connection, Container = container, CacheFolder = "x", CacheMegabytes = megabytes };
        if (key is null)
            Assert.Null(options.Problem());
        else
            Assert.Contains(key, options.Problem(), StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", options + options.Problem(), StringComparison.Ordinal);
        Assert.DoesNotContain("sig=secret", options + options.Problem(), StringComparison.Ordinal);
    }
}
