using System.Diagnostics;
using MediaAnalytics.Gateway.Telemetry;
using OpenTelemetry.Trace;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Telemetry;

public sealed class BeginSamplerTests
{
    [Theory]
    [InlineData(1, ActivityKind.Server, SamplingDecision.RecordAndSample)]
    [InlineData(1, ActivityKind.Internal, SamplingDecision.RecordAndSample)]
    [InlineData(1, ActivityKind.Client, SamplingDecision.Drop)]
    [InlineData(0, ActivityKind.Server, SamplingDecision.Drop)]
    public void CallsThatNobodyLedToAreNotKept(double ratio, ActivityKind kind, SamplingDecision expected) =>
        Assert.Equal(expected, Decide(ratio, kind, []));

    [Fact]
    public void ABatchIsKeptForOneKeptRequest()
    {
        Assert.Equal(SamplingDecision.RecordAndSample, Decide(0, ActivityKind.Internal, [Link(ActivityTraceFlags.None), Link(ActivityTraceFlags.Recorded)]));
        Assert.Equal(SamplingDecision.Drop, Decide(0, ActivityKind.Internal, [Link(ActivityTraceFlags.None)]));
    }

    private static ActivityLink Link(ActivityTraceFlags flags) => new(new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), flags));

    private static SamplingDecision Decide(double ratio, ActivityKind kind, ActivityLink[] links) => new BeginSampler(ratio)
        .ShouldSample(new SamplingParameters(default, ActivityTraceId.CreateRandom(), "name", kind, [], links)).Decision;
}
