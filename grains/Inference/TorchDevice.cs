using System.Runtime.InteropServices;
using TorchSharp;

namespace MediaAnalytics.Inference;

/// <summary>Which device inference runs on. All that is special to CUDA stands here, in eng/TorchNative.targets and in the project file.</summary>
public static class TorchDevice
{
    /// <summary>A setting: CUDA where it is present, else the processor.</summary>
    public const string Auto = "auto";

    /// <summary>The processor: a setting and a device.</summary>
    public const string Cpu = "cpu";

    /// <summary>A CUDA device: a setting and a device.</summary>
    public const string Cuda = "cuda";

    private static readonly Lazy<bool> HasCuda = new(FindCuda);

    /// <summary>Whether a setting is known.</summary>
    public static bool IsSetting(string setting) => setting is Auto or Cpu or Cuda;

    /// <summary>
    /// The device that a setting comes to on this machine, <see cref="Cpu"/> or <see cref="Cuda"/>; cheap enough to ask before a silo starts. Torch is loaded only
    /// where the program was built for CUDA.
    /// </summary>
    /// <exception cref="TorchUnavailableException">CUDA is asked for and can't be had; the message says what to do.</exception>
    public static string Choose(string setting) => setting switch
    {
        Cpu => Cpu,
        Auto => HasCuda.Value ? Cuda : Cpu,
        Cuda => HasCuda.Value ? Cuda : throw new TorchUnavailableException(
            "Accelerator is cuda, but this program finds no CUDA device. It needs a build with -p:Accelerator=cuda, an NVIDIA driver for CUDA 12.8 and a visible "
            + "device (nvidia-smi lists them). Set Accelerator to auto or cpu to run on the processor."),
        _ => throw new ArgumentException($"Accelerator must be auto, cpu or cuda, not '{setting}'."),
    };

    /// <summary>Torch's own word for a device.</summary>
    internal static torch.Device Of(string device) => device == Cuda ? torch.CUDA : torch.CPU;

    private static bool FindCuda()
    {
        // Without this library torch's own loader would search the package cache for it, at length.
        if (!NativeLibrary.TryLoad("torch_cuda", typeof(torch).Assembly, null, out _)) return false;
        TorchRuntime.Start();
        return torch.cuda.is_available();
    }
}
