using MediaAnalytics.Gateway.Edits;
using MediaAnalytics.Gateway.Epochs;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Imports;
using MediaAnalytics.Gateway.Media;
using MediaAnalytics.Gateway.Models;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Storage.Artifacts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaAnalytics.Gateway.Intake;

/// <summary>The intake: catalogues, edits of their MVs, media, observations, definition epochs, genre models.</summary>
public static class IntakeExtensions
{
    /// <summary>
    /// Adds what the intake's endpoints need besides <see cref="IArtifactStore"/>, the event log, the grain factory, <see cref="TimeProvider"/> and
    /// <see cref="IIntakeGate"/>.
    /// </summary>
    /// <exception cref="ArgumentException">An option can't be read or is out of its range; the message names the key.</exception>
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        IntakeOptions options = ServerHosting.Read<IntakeOptions>(configuration.GetSection("Intake"));
        if (options.Problem() is { } problem) throw new ArgumentException(problem);
        services.AddSingleton(options);
        services.AddSingleton<CatalogueSpool>();
        services.AddSingleton<ModelUpload>();
        services.AddSingleton<ImportStarter>();
        services.AddSingleton<RecentBatches>();
        services.AddSingleton<BatchIntake>();
        services.AddSingleton<BatchSlots>();
        services.TryAddSingleton<MediaStore>();
        return services;
    }

    /// <summary>Maps all endpoints of the intake.</summary>
    public static IEndpointRouteBuilder MapIntake(this IEndpointRouteBuilder routes) => routes
        .MapImports().MapEdits().MapMedia().MapModels().MapObservations().MapEpochs();
}
