using MediaAnalytics.Storage.EventLog.Streaming;
using MediaAnalytics.Storage.GrainState;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.Streams;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>What a silo has of its stores, whichever they are.</summary>
internal static class SiloStorage
{
    /// <summary>Registers the grain storage <see cref="GrainStateProvider.Name"/>, which is the default one too.</summary>
    public static void AddGrainState<TStorage>(this IServiceCollection services)
        where TStorage : IGrainStorage
    {
        services.AddGrainStorage(GrainStateProvider.Name, static (s, _) => s.GetRequiredService<TStorage>());
        services.AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, static (s, _) => s.GetRequiredService<TStorage>());
    }

    /// <summary>Adds the stream provider over the log.</summary>
    public static ISiloBuilder AddLogStreams(this ISiloBuilder builder) =>
        builder.AddPersistentStreams(LogStreams.Provider, static (services, _) => ActivatorUtilities.CreateInstance<LogAdapter>(services), Configure);

    private static void Configure(ISiloPersistentStreamConfigurator streams)
    {
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        streams.UseConsistentRingQueueBalancer();
        streams.ConfigureBackoffProvider(static (_, _) => new DeliveryBackoff());
        streams.ConfigurePullingAgent(static agent => agent.Configure(static o =>
        {
            o.GetQueueMsgsTimerPeriod = LogStreamLimits.Poll;

            // A delivery is tried until it succeeds: giving up would leave the partition behind until the next one.
            o.MaxEventDeliveryTime = Timeout.InfiniteTimeSpan;
        }));
    }
}
