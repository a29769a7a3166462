using MediaAnalytics.Contracts.Decoding;
using MediaAnalytics.Grains.Decoding;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Decoding;

/// <summary>Decodes where a silo is sick, and where there are more than slots.</summary>
public sealed class DecoderGrainTests
{
    private const int Mvs = 4, MostCalls = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task ARetryLeavesASiloThatCanNotDecode()
    {
        Assert.SkipWhen(new MediaDecoderOptions().MissingProgram() is not null, "ffmpeg is missing");
        await using DecodeCluster cluster = await DecodeCluster.StartAsync(silos: 2, firstIsSick: true);
        List<string> failures = [];
        foreach (string media in await cluster.AddMediaAsync(Mvs))
        {
            DecodeOutcome outcome = await cluster.DecodeAsync(media);
            for (int calls = 1; calls < MostCalls && outcome.Artifact is null; calls++)
            {
                failures.Add(outcome.Code!);
                outcome = await cluster.DecodeAsync(media);
            }

            Assert.True(outcome.Artifact is not null, $"{media} is at {outcome.Code} after {MostCalls} calls");
        }

        Assert.NotEmpty(failures);
        Assert.All(failures, static code => Assert.Equal(MediaErrorCodes.NoDecoder, code));
    }

    [Fact]
    public async Task MediaAreFetchedOnlyByDecodesThatHaveASlot()
    {
        Assert.SkipWhen(new MediaDecoderOptions().MissingProgram() is not null, "ffmpeg is missing");
        await using DecodeCluster cluster = await DecodeCluster.StartAsync(silos: 1, firstIsSick: false);
        string[] media = await cluster.AddMediaAsync(Mvs);
        var granted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.Artifacts.Granted = granted.Task;
        Task<DecodeOutcome>[] decodes = [.. media.Select(cluster.DecodeAsync)];
        long began = TimeProvider.System.GetTimestamp();
        while (cluster.Waiting < Mvs - 1)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"{cluster.Waiting} decodes wait for a slot, {cluster.Artifacts.Leases} have asked for their media");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, cluster.Artifacts.Leases);
        granted.SetResult();
        Assert.All(await Task.WhenAll(decodes), static outcome => Assert.NotNull(outcome.Artifact));
        Assert.Equal(Mvs, cluster.Artifacts.Leases);
    }
}
