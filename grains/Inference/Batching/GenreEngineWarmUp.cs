using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Inference.Batching;

/// <summary>Holds the host's start until the engine is warm, so that a missing library, device or model stops it with a clear message.</summary>
internal sealed partial class GenreEngineWarmUp(BatchingGenreEngine engine, ILogger<GenreEngineWarmUp> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await engine.Ready.WaitAsync(cancellationToken);
        LogReady(engine.Device, engine.Model.Version);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Inference runs on {Device}, with model {Model}")]
    private partial void LogReady(string device, string model);
}
