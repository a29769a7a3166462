using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Genre.Serving;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Observations.Auditing;
using MediaAnalytics.Grains.Observations.History;
using MediaAnalytics.Grains.Observations.Past;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage.EventLog;
using Microsoft.Extensions.DependencyInjection;

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

        builder.AddSiloPlacement(options.Roles, options.Roles.Contains(SiloRoles.Infer) ? options.Accelerator : null, options.Placement);
        builder.Services
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
            .AddSingleton<AcceleratorWaiters>()
            .AddSingleton<DecodeSlots>()
            .AddSingleton(options.Decoder)
            .AddSingleton<MediaToLogMel>();
        if (options.Roles.Contains(SiloRoles.Core))
            builder.Services.AddHostedService<PartitionWaker>().AddHostedService<WorkWatch>().AddHostedService<WorkPump>();
        return builder;
    }

    /// <summary>On a silo with an <see cref="IGenreEngine"/>: follows which model is to serve. To be added after the engine and after Orleans.</summary>
    public static IServiceCollection AddGenreModelWatch(this IServiceCollection services) =>
        services.AddSingleton<ModelWatch>().AddHostedService(provider => provider.GetRequiredService<ModelWatch>());
}
