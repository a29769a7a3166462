using System.Runtime.InteropServices;
using TorchSharp;

namespace MediaAnalytics.Inference;

/// <summary>Loads libtorch once, with a clear error where it can't be, and keeps each of its calls on the calling thread.</summary>
internal static partial class TorchRuntime
{
    private static readonly Lazy<bool> Started = new(Load);
    private static readonly Lock Chance = new();

    /// <summary>Makes torch ready; cheap after the first call.</summary>
    /// <exception cref="TorchUnavailableException">The native libraries are missing or do not load.</exception>
    public static void Start()
    {
        _ = Started.Value;
        // More threads make one small tile slower, and the cores belong to the other workers. The setting is the calling thread's.
        torch.set_num_threads(1);
    }

    /// <summary>
    /// One, kept for good: <c>+</c> makes a scalar of its own, whose finalizer may free it while native code still reads it. That was seen, rarely, as "Expected
    /// false to be true" out of an addition. So sums are made by <c>add(other, One)</c>.
    /// </summary>
    public static Scalar One { get; } = 1f;

    /// <summary>Makes something whose first weights come from torch's own source of chance, which all threads share, as the seed alone has it.</summary>
    public static T Seeded<T>(int seed, Func<T> make)
    {
        lock (Chance)
        {
            torch.random.manual_seed(seed);
            return make();
        }
    }

    /// <summary>
    /// Lets the C library keep freed memory for the next step in place of giving each large block back to the kernel and having it cleared anew. For processes that train: it
    /// makes a step an eighth faster, and what was once used stays used. Nothing where the C library is not glibc.
    /// </summary>
    public static void KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = SetMallocOption(MmapThreshold, 32 << 20);
            _ = SetMallocOption(TrimThreshold, int.MaxValue);
            _ = SetMallocOption(TopPad, 128 << 20);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library: training is slower, and no different.
        }
    }

    // malloc.h's numbers.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapThreshold = -3;

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetMallocOption(int option, int value);

    private static bool Load()
    {
        // Asked before torch's own loader is, which would copy 500 MB from the package cache in search of a file that loads.
        foreach (string library in (string[])["torch_cpu", "LibTorchSharp"])
        {
            try
            {
                NativeLibrary.Load(library, typeof(torch).Assembly, null);
            }
            catch (DllNotFoundException e)
            {
                throw new TorchUnavailableException(
                    $"The native library {library} does not load from {AppContext.BaseDirectory}. Build or publish again on this machine (Linux x64; "
                    + $"libstdc++6 is needed); a build made elsewhere may link to a package cache that is not here. {e.Message}", e);
            }
        }

        torch.set_num_interop_threads(1);
        return true;
    }
}
