using MediaAnalytics.Analysis.Genre;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MediaAnalytics.Inference.Batching;

/// <summary>Registers the genre engine.</summary>
public static class GenreEngineServices
{
    /// <summary>Adds one <see cref="BatchingGenreEngine"/> as <see cref="IGenreEngine"/>; the host starts once it is warm.</summary>
    public static IServiceCollection AddGenreEngine(this IServiceCollection services, GenreEngineOptions? options = null)
    {
        var settings = options ?? new GenreEngineOptions();
        settings.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new BatchingGenreEngine(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IGenreEngine>(provider => provider.GetRequiredService<BatchingGenreEngine>());
        return services.AddHostedService<GenreEngineWarmUp>();
    }
}
