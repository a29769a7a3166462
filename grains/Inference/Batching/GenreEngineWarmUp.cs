using Microsoft.Extensions.Hosting;

namespace MediaAnalytics.Inference.Batching;

/// <summary>Holds the host's start until the engine is warm, so that a missing library or model stops it with a clear message.</summary>
internal sealed class GenreEngineWarmUp(BatchingGenreEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => engine.Ready.WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
