using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Inference.Batching;

/// <summary>Says that the engine is unfit; where <see cref="GenreEngineOptions.EndsProcess"/>, the process ends for it, and its work goes elsewhere.</summary>
internal sealed partial class GenreEngineWatch(
    BatchingGenreEngine engine, GenreEngineOptions options, IHostApplicationLifetime lifetime, ILogger<GenreEngineWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await engine.Faulted.WaitAsync(stoppingToken);
            LogUnfit(engine.Fault!, engine.Device, options.EndsProcess);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (options.EndsProcess)
        {
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The genre engine on {Device} fails at every batch. The process ends: {Ends}; start it anew, and see the device")]
    private partial void LogUnfit(Exception exception, string device, bool ends);
}
