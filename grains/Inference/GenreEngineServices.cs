using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Inference.Batching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaAnalytics.Inference;

/// <summary>Registers the genre engine.</summary>
public static class GenreEngineServices
{
    /// <summary>Adds the engine with the model file <paramref name="model"/>; null for the shipped one.</summary>
    public static IServiceCollection AddGenreEngine(this IServiceCollection services, string? model = null) =>
        services.AddGenreEngine(model is null ? new GenreEngineOptions() : new GenreEngineOptions { ModelPath = model });

    /// <summary>Adds one <see cref="BatchingGenreEngine"/> as <see cref="IGenreEngine"/>; the host starts once it is warm.</summary>
    public static IServiceCollection AddGenreEngine(this IServiceCollection services, GenreEngineOptions settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new BatchingGenreEngine(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IGenreEngine>(provider => provider.GetRequiredService<BatchingGenreEngine>());
        return services.AddHostedService<GenreEngineWarmUp>().AddHostedService(provider => ActivatorUtilities.CreateInstance<GenreEngineWatch>(provider, settings));
    }
}
