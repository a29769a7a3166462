using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using StackExchange.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Wire;

/// <summary>What a grain's store fails with reaches a caller in another process as what it is, so that the edge knows that it passes.</summary>
public sealed class WireFailuresTests
{
    private static readonly Serializer Serializer =
        new ServiceCollection().AddSerializer().AddWireFailures().BuildServiceProvider().GetRequiredService<Serializer>();

    public static TheoryData<Exception> Failures =>
    [
        new StorageUnavailableException("Redis can't be reached", new RedisConnectionException(ConnectionFailureType.SocketFailure, "gone")),
        new StorageUnavailableException("it took too long", new AggregateException(new IOException("cut"), new TimeoutException())),
        new EventLogUnavailableException("the log did not answer", new StorageUnavailableException("away")),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void AFailureArrivesAsWhatItIs(Exception failure)
    {
        Exception arrived = Serializer.Deserialize<Exception>(Serializer.SerializeToArray(failure))!;

        Assert.Equal((failure.GetType(), failure.Message), (arrived.GetType(), arrived.Message));
        Assert.Equal(failure.InnerException!.Message, arrived.InnerException!.Message);
    }
}
