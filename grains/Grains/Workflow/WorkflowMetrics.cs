using System.Diagnostics.Metrics;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Observations;

namespace MediaAnalytics.Grains.Workflow;

/// <summary>What the workflow counts. Safe to call from any thread.</summary>
internal sealed class WorkflowMetrics
{
    private readonly Counter<long> done;
    private readonly Counter<long> failed;
    private readonly Histogram<double> decodeSeconds;
    private readonly Counter<long> rescored;
    private readonly Gauge<long> rescoringLeft;
    private readonly Counter<double> soundSeconds;

    public WorkflowMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(ObservationMetrics.MeterName);
        done = meter.CreateCounter<long>("media_analytics.stages.done", "{stage}", "Stages of MVs done");
        failed = meter.CreateCounter<long>("media_analytics.stages.failed", "{stage}", "Failed attempts of stages of MVs");
        decodeSeconds = meter.CreateHistogram<double>("media_analytics.decode.duration", "s", "Wall time of one decode, waiting for a slot not counted");
        rescored = meter.CreateCounter<long>("media_analytics.rescoring.mvs", "{mv}", "MVs that were to be scored anew by a newer model, by what became of them");
        rescoringLeft = meter.CreateGauge<long>("media_analytics.rescoring.left", "{mv}", "MVs that the pass under way has still to look at, by the model's version");
        soundSeconds = meter.CreateCounter<double>("media_analytics.decode.sound", "s", "Seconds of sound decoded");
    }

    /// <summary>Makes the series that alerts look at appear at 0, before anything happens.</summary>
    public void ShowZeros()
    {
        soundSeconds.Add(0);
        foreach (MvStage stage in (MvStage[])[MvStage.Decoding, MvStage.Classifying])
            done.Add(0, new KeyValuePair<string, object?>("stage", stage.ToString()));
        foreach ((MvStage stage, string code) in ((MvStage, string)[])
            [
                (MvStage.Decoding, MediaErrorCodes.Failed), (MvStage.Decoding, DecodeSlots.Busy), (MvStage.Decoding, StageCalls.SiloLost),
                (MvStage.Decoding, StageRetries.SilosLost), (MvStage.Decoding, StageCalls.StoreAway), (MvStage.Classifying, StageCalls.StoreAway),
                (MvStage.Classifying, GenreFronts.NoAccelerator), (MvStage.Classifying, GenreFronts.Busy),
            ])
            failed.Add(0, new("stage", stage.ToString()), new("code", code));
    }

    /// <summary>Counts a stage done.</summary>
    public void StageDone(MvStage stage) => done.Add(1, new KeyValuePair<string, object?>("stage", stage.ToString()));

    /// <summary>Counts a failed attempt.</summary>
    public void StageFailed(MvStage stage, string code) =>
        failed.Add(1, new KeyValuePair<string, object?>("stage", stage.ToString()), new KeyValuePair<string, object?>("code", code));

    /// <summary>Counts an MV that was to be scored anew.</summary>
    public void Rescored(RescoreOutcome outcome) => rescored.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    /// <summary>Records how many MVs are left.</summary>
    public void RescoringLeft(string version, long left) => rescoringLeft.Record(left, new KeyValuePair<string, object?>("model", version));

    /// <summary>Records a decode.</summary>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="sound">Seconds of sound that it gave.</param>
    public void Decoded(TimeSpan elapsed, double sound)
    {
        decodeSeconds.Record(elapsed.TotalSeconds);
        soundSeconds.Add(sound);
    }
}
