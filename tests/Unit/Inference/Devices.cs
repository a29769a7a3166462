using MediaAnalytics.Inference;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Inference;

/// <summary>The devices that inference is tested on: the processor, and CUDA where this machine has it.</summary>
internal static class Devices
{
    public static TheoryData<string> Present => TorchDevice.Choose(TorchDevice.Auto) == TorchDevice.Cuda ? [TorchDevice.Cpu, TorchDevice.Cuda] : [TorchDevice.Cpu];

    /// <summary>Says in the test's output which device it ran on.</summary>
    public static void Say(string device) => TestContext.Current.TestOutputHelper!.WriteLine($"ran on {device}");
}
