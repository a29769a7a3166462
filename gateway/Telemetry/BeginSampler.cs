using System.Diagnostics;
using OpenTelemetry.Trace;

namespace MediaAnalytics.Gateway.Telemetry;

/// <summary>
/// Decides about activities that begin a trace. What begins for a kept one, as a batch for one of its requests, is kept. Calls that nobody's request led to
/// are not: they are the polling of partitions and of the live page, some every second. The others are kept by their share.
/// </summary>
internal sealed class BeginSampler(double ratio) : Sampler
{
    private readonly TraceIdRatioBasedSampler share = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        foreach (ActivityLink link in samplingParameters.Links ?? [])
        {
            if ((link.Context.TraceFlags & ActivityTraceFlags.Recorded) != 0)
                return new(SamplingDecision.RecordAndSample);
        }

        return samplingParameters.Kind == ActivityKind.Client ? new(SamplingDecision.Drop) : share.ShouldSample(in samplingParameters);
    }
}
