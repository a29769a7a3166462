using System.Runtime.InteropServices;
using CsCheck;
using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Auditing;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Unit.Folding;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Auditing;

/// <summary>Over random histories: a sound fold gives no finding, and one changed bit of a series' state gives one.</summary>
public sealed class AuditPropertyTests
{
    /// <summary>Bytes of a state before its flags; what follows them is padding.</summary>
    private static readonly int StateBytes = (int)Marshal.OffsetOf<SeriesState>(nameof(SeriesState.Flags));

    [Fact]
    public async Task ASoundFoldGivesNoFinding() => await FoldPropertyTests.AnyStep.Array[1, 60].SampleAsync(async steps =>
    {
        AuditCheck check = await CheckAsync(Rig(steps));
        Assert.Null(check.Trouble);
        Assert.Empty(check.Findings.Select(finding => finding.Message));
    }, iter: 500);

    [Fact]
    public async Task OneChangedBitOfAnySeriesIsFound() => await Gen.Select(
        FoldPropertyTests.AnyStep.Array[1, 60], Gen.Int[0, 1_000], Gen.Int[0, StateBytes - 1], Gen.Int[0, 7]).SampleAsync(async sample =>
    {
        FoldRig rig = Rig(sample.Item1);
        if (rig.Fold.Series.Rows.Count == 0)
            return;
        ref SeriesState state = ref rig.Fold.Series[sample.Item2 % rig.Fold.Series.Rows.Count].State;
        MemoryMarshal.AsBytes(new Span<SeriesState>(ref state))[sample.Item3] ^= (byte)(1 << sample.Item4);
        Assert.NotEqual(0, (await CheckAsync(rig)).FindingCount);
    }, iter: 500);

    [Fact]
    public async Task CountsThatDoNotAddUpAreFound()
    {
        FoldRig rig = new FoldRig().Apply(FoldRig.Observed("mv1", "youtube", "api", FoldRig.Now, Counters.None with { Views = 5 }));
        rig.Fold.Counts.Duplicates++;
        AuditFinding finding = Assert.Single((await CheckAsync(rig)).Findings);
        Assert.Equal(("counts", "duplicates", 0, 1), (finding.Code, finding.Figure, finding.Facts, finding.Memory));
    }

    [Fact]
    public async Task AChangeThatTheWindowsLackIsFound()
    {
        FoldRig rig = new FoldRig().Apply(
            FoldRig.Observed("mv1", "youtube", "api", FoldRig.Now.AddHours(-2), Counters.None with { Views = 5 }),
            FoldRig.Observed("mv1", "youtube", "api", FoldRig.Now, Counters.None with { Views = 9 }));
        Assert.Empty((await CheckAsync(rig)).Findings);
        rig.Fold.Recent.Rows[0].Deltas[(int)Counter.Views]++;
        Assert.Equal("series.windows", Assert.Single((await CheckAsync(rig)).Findings).Code);
        rig.Fold.Recent.Rows.Cut(0);
        Assert.Equal("series.windows", Assert.Single((await CheckAsync(rig)).Findings).Code);
        rig.Fold.Recent.Prune(FoldRig.Now.AddDays(3).UtcTicks);
        Assert.Empty((await CheckAsync(rig)).Findings);
    }

    [Fact]
    public async Task ARelabelThatMemoryMissedIsFound()
    {
        FoldRig rig = new FoldRig().Apply(FoldRig.Recorded("mv1", 1, "rock", true), FoldRig.Recorded("mv1", 2, "pop", true));
        rig.Fold.Mvs[0].Dimensions = 0;
        AuditFinding finding = Assert.Single((await CheckAsync(rig)).Findings);
        Assert.Equal(("mv.record", "mv1"), (finding.Code, finding.Mv));
    }

    private static FoldRig Rig(Action<FoldRig>[] steps)
    {
        var rig = new FoldRig();
        foreach (Action<FoldRig> step in steps)
            step(rig);
        return rig;
    }

    private static async Task<AuditCheck> CheckAsync(FoldRig rig)
    {
        var manifest = new Manifest { Revision = 1, Epoch = 1, LogGeneration = default, Offset = rig.Committed, WrittenAt = FoldRig.Now };
        var subject = new AuditSubject(0, manifest, [.. rig.Log.Skip(rig.Committed)], await FoldCopy.BeginAsync(rig.Fold));
        return await new AuditRun(subject, new MemoryFacts(rig.Log), new MemoryArtifacts()).RunAsync(FoldRig.Now, TimeProvider.System);
    }
}
