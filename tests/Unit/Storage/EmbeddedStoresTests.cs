using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Hosting;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class EmbeddedStoresTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_has_one_owner_at_a_time()
    {
        var options = new StorageOptions { Folder = _folder.File("deep/er") };
        using (new EmbeddedStores(options))
        {
            var thrown = Assert.Throws<StorageUnavailableException>(() => new EmbeddedStores(options));
            Assert.Contains("in use", thrown.Message, StringComparison.Ordinal);
        }

        using var again = new EmbeddedStores(options);
        Assert.Equal(8, again.Log.Partitions);
    }

    [Fact]
    public void A_failed_opening_lets_go_of_the_folder()
    {
        new EmbeddedStores(new StorageOptions { Folder = _folder.Path, Partitions = 2 }).Dispose();
        Assert.Throws<InvalidDataException>(() => new EmbeddedStores(new StorageOptions { Folder = _folder.Path, Partitions = 3 }));
        using var right = new EmbeddedStores(new StorageOptions { Folder = _folder.Path, Partitions = 2 });
        Assert.Equal(2, right.Log.Partitions);
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        File.WriteAllText(_folder.File("log.db"), new string('x', 5000));
        var thrown = Assert.Throws<StorageUnavailableException>(() => new EmbeddedStores(new StorageOptions { Folder = _folder.Path }));
        Assert.Contains("log.db", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 8, "Data")]
    [InlineData("x", 0, "Partitions")]
    [InlineData("x", 1025, "Partitions")]
    public void An_option_out_of_range_is_named(string folder, int partitions, string key)
    {
        var thrown = Assert.Throws<ArgumentException>(() => new StorageOptions { Folder = folder, Partitions = partitions }.Check());
        Assert.Contains(key, thrown.Message, StringComparison.Ordinal);
    }
}
