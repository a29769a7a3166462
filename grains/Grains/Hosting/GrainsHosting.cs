using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Observations.Auditing;
using MediaAnalytics.Grains.Observations.History;
using MediaAnalytics.Grains.Observations.Past;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage.EventLog;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MediaAnalytics.Grains.Hosting;

/// <summary>Sets a silo up with the product's grains.</summary>
public static class GrainsHosting
{
    /// <summary>Adds what the grains need, and the pump that keeps unfinished work going.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names its key.</exception>
    public static ISiloBuilder AddMediaAnalyticsGrains(this ISiloBuilder builder, GrainsOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problem() is { } problem)
            throw new ArgumentException(problem, nameof(options));

        builder.UseSiloMetadata(options.Accelerator is { } accelerator ? new() { [AcceleratorPlacement.MetadataKey] = accelerator } : []);
        builder.Services
            .AddPlacementFilter<AcceleratorPlacement, AcceleratorPlacementDirector>(ServiceLifetime.Singleton)
            .AddSingleton(options.Workflow)
            .AddSingleton(options.Partition)
            .AddSingleton<PartitionStateStore>()
            .AddSingleton<MvHistoryReader>()
            .AddSingleton<AuditRunner>()
            .AddSingleton<PastTables>()
            .AddSingleton<ObservationMetrics>()
            .AddSingleton<WorkflowMetrics>()
            .AddSingleton<PartitionProgress>()
            .AddSingleton<MvLinks>()
            .AddSingleton<MvOutbox>()
            .AddSingleton<StageCalls>()
            .AddSingleton<DecodeSlots>()
            .AddSingleton(options.Decoder)
            .AddSingleton<MediaToLogMel>()
            .AddHostedService<PartitionWaker>()
            .AddHostedService<WorkWatch>()
            .AddHostedService<WorkPump>();
        return builder;
    }
}
