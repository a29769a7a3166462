using System.Diagnostics;
using OpenTelemetry.Trace;

namespace MediaAnalytics.Gateway.Telemetry;

/// <summary>Keeps an activity that begins for a kept one, as a batch for one of its requests; leaves the others to <paramref name="others"/>.</summary>
internal sealed class LinkedSampler(Sampler others) : Sampler
{
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        foreach (ActivityLink link in samplingParameters.Links ?? [])
        {
            if ((link.Context.TraceFlags & ActivityTraceFlags.Recorded) != 0)
                return new(SamplingDecision.RecordAndSample);
        }

        return others.ShouldSample(in samplingParameters);
    }
}
