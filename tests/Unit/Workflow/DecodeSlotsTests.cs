using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Workflow;

/// <summary>Decodes that find no free slot.</summary>
public sealed class DecodeSlotsTests
{
    [Fact]
    public async Task AWaitForASlotEnds()
    {
        using var slots = new DecodeSlots(new() { MaxDecodes = 1 }, new SteppedTime());
        var held = new TaskCompletionSource<string>();
        Task<string?> first = slots.RunAsync(() => held.Task);
        Assert.Equal((1, 0), (slots.Running, slots.Waiting));
        Assert.Null(await slots.RunAsync(static () => Task.FromResult("not run")));
        Assert.Equal((1, 0), (slots.Running, slots.Waiting));
        held.SetResult("done");
        Assert.Equal("done", await first);
        Assert.Equal("next", await slots.RunAsync(static () => Task.FromResult("next")));
        Assert.Equal((0, 0), (slots.Running, slots.Waiting));
    }
}
