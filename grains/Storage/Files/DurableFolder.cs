using System.Runtime.InteropServices;

namespace MediaAnalytics.Storage.Files;

/// <summary>Folders whose entries survive a power cut: a file's own flush does not make its name durable.</summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;
    private const int Interrupted = 4;

    /// <summary>Makes a folder and the missing ones above it, each flushed into the one above.</summary>
    public static void Create(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path))
        {
            return;
        }

        string? parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return;
        }

        Create(parent);
        Directory.CreateDirectory(path);
        Flush(parent);
    }

    /// <summary>Makes the names of a folder and of those above it durable, up to <paramref name="root"/>.</summary>
    public static void FlushUpTo(string path, string root)
    {
        while (path.Length > root.Length)
        {
            path = Path.GetDirectoryName(path)!;
            Flush(path);
        }
    }

    /// <summary>Makes the entries of a folder durable. Windows does so by itself.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int descriptor = NativeMethods.Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure("open", path);
        }

        try
        {
            while (NativeMethods.Fsync(descriptor) != 0)
            {
                if (Marshal.GetLastPInvokeError() != Interrupted)
                {
                    throw Failure("flush", path);
                }
            }
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    private static IOException Failure(string verb, string path) =>
        new($"Could not {verb} the folder '{path}': {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
}
