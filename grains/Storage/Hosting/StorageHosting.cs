using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Relations;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>Adds the embedded stores to a silo.</summary>
public static class StorageHosting
{
    /// <summary>
    /// Registers the stores of one data folder: event log with its stream provider, manifests, facts, artifacts, media, relations, work index, and the grain
    /// storage <see cref="GrainStateProvider.Name"/>, which is the default one too. They open before the silo's grains run, or when first asked for,
    /// and close with the service provider, after the silo has stopped.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names its key.</exception>
    public static ISiloBuilder AddEmbeddedStorage(this ISiloBuilder builder, StorageOptions options, FactsOptions? facts = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        facts ??= new();
        if (facts.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(facts));
        }

        AddStores(builder.Services, options, facts);
        return builder.AddLogStreams();
    }

    private static void AddStores(IServiceCollection services, StorageOptions options, FactsOptions facts)
    {
        services.AddSingleton(_ => new EmbeddedStores(options));
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, StorageOpening>();
        services.AddSingleton<IEventLog>(static s => s.GetRequiredService<EmbeddedStores>().Log);
        services.AddSingleton<IArtifactStore>(static s =>
            new MeteredArtifactStore(s.GetRequiredService<EmbeddedStores>().Artifacts, s.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddSingleton<MediaStore>();
        services.AddSingleton<IManifestStore>(static s => new SqliteManifestStore(s.GetRequiredService<EmbeddedStores>().State));
        services.AddSingleton<IFactsStore>(s => ParquetFactsStore.Open(s.GetRequiredService<IArtifactStore>(), facts, options.Folder));
        services.AddSingleton<IRelationStore>(static s => new SqliteRelationStore(s.GetRequiredService<EmbeddedStores>().State));
        services.AddSingleton<WorkSignal>();
        services.AddSingleton<IWorkIndex>(static s =>
            new SqliteWorkIndex(s.GetRequiredService<EmbeddedStores>().State, s.GetRequiredService<WorkSignal>()));
        services.AddSingleton(static s => ActivatorUtilities.CreateInstance<SqliteGrainStorage>(
            s, s.GetRequiredService<EmbeddedStores>().State, ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(s)));
        services.AddSingleton(new StorageNotices(static () => []));
        services.AddGrainState<SqliteGrainStorage>();
    }
}
