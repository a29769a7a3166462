using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class PartitioningTests
{
    /// <summary>XXH64 with seed 0: the published values of the empty text and of "a" and "abc".</summary>
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999UL)]
    [InlineData("a", 0xD24EC4F1A98C6E5BUL)]
    [InlineData("abc", 0x44BC2CF5AD770999UL)]
    public void Follows_the_published_hash(string mv, ulong hash)
    {
        foreach (int partitions in (int[])[1, 8, 1000])
        {
            Assert.Equal((int)(hash % (ulong)partitions), Partitioning.Of(mv, partitions));
        }
    }

    [Fact]
    public void Takes_texts_of_any_length() => Assert.InRange(Partitioning.Of(new string('愛', 5_000_000), 8), 0, 7);
}
