using Microsoft.Extensions.DependencyInjection;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>Opens the stores as the silo's first step, so that a folder that can't be opened stops the start with its reason.</summary>
internal sealed class StorageOpening(IServiceProvider services) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(
            nameof(StorageOpening),
            ServiceLifecycleStage.First,
            _ =>
            {
                services.GetRequiredService<EmbeddedStores>();
                return Task.CompletedTask;
            });
}
