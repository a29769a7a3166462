using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Storage.Artifacts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Genre.Serving;

/// <summary>
/// On each silo with an engine: asks every few seconds which model is to serve, has it loaded, and reports how that went. Readable from any thread.
/// </summary>
internal sealed partial class ModelWatch(
    IGenreEngine engine, IArtifactStore artifacts, IGrainFactory grains, ILocalSiloDetails silo, TimeProvider time, ILogger<ModelWatch> logger) : BackgroundService
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>So long a track waits for the first look after the silo's start, before it is sent away to come again.</summary>
    private static readonly TimeSpan FirstLookPatience = TimeSpan.FromSeconds(10);

    private readonly ModelFollower follower = new(engine, artifacts);
    private readonly TaskCompletionSource looked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the silo has had the model that is to serve, or knows that it can't; waits a while for that after the start, so that no track is scored by the model before.</summary>
    public async ValueTask<bool> IsKnownAsync()
    {
        if (!looked.Task.IsCompleted)
            await looked.Task.WaitAsync(FirstLookPatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return looked.Task.IsCompleted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                if (follower.IsSettled)
                    looked.TrySetResult();
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotKnown(failed);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        string? fault = follower.Fault;
        GenreModel before = engine.Model;
        ServingModel order = await ReportAsync(stopping);
        Task following = FollowAsync(order, stopping);

        // A silo that loads is not silent: otherwise it would count as gone, and the catalogue be scored anew without it.
        while (await Task.WhenAny(following, Task.Delay(Every, time, stopping)) != following && !stopping.IsCancellationRequested)
            await ReportAsync(stopping);
        await following;
        GenreModel after = engine.Model;
        if (after.Sequence != before.Sequence)
            LogServes(after.Version, after.Sequence, before.Version);
        if (follower.Fault is { } now && now != fault)
            LogNotLoaded(order.Version, order.Sequence, now, after.Version);
        if (after != before || follower.Fault != fault)
            await ReportAsync(stopping);
    }

    private async Task FollowAsync(ServingModel order, CancellationToken stopping)
    {
        await follower.FollowAsync(order, stopping);
        if (follower is { IsSettled: true, Fault: not null } && engine.Model.Sequence == 0)
            await follower.FallBackAsync((await grains.GetGrain<IGenreModelsGrain>(0).GetAsync().WaitAsync(stopping)).Previous, stopping);
    }

    private Task<ServingModel> ReportAsync(CancellationToken stopping)
    {
        GenreModel model = engine.Model;
        var report = new ModelReport($"{silo.Name} {silo.SiloAddress.Endpoint}", engine.Device, model.Version, model.Sequence, follower.Tried, follower.Fault);
        return grains.GetGrain<IGenreModelsGrain>(0).ReportAsync(report).WaitAsync(stopping);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Model} serves from now on, by order {Sequence}; before it, {Before} did")]
    private partial void LogServes(string model, long sequence, string before);

    [LoggerMessage(Level = LogLevel.Error, Message = "Model {Model} of order {Sequence} can't serve: {Reason} Model {Serving} serves on")]
    private partial void LogNotLoaded(string? model, long sequence, string reason, string serving);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Which model is to serve is not known; asked again")]
    private partial void LogNotKnown(Exception exception);
}
