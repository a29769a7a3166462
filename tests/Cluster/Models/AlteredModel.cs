using System.Security.Cryptography;
using System.Text;
using MediaAnalytics.Tests.Processes;

namespace MediaAnalytics.Tests.Cluster.Models;

/// <summary>The shipped model's file with a word of its header exchanged for another of the same length, and the checksum made right.</summary>
internal static class AlteredModel
{
    private const int HashBytes = 32;

    public static async Task WriteAsync(string path, CancellationToken cancellation, params (string From, string To)[] words)
    {
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(Programs.Root, "grains", "Inference", "Model", "dcnn-ssa-gtzan.model"), cancellation);
        foreach ((string from, string to) in words)
        {
            int at = file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(from));
            Encoding.UTF8.GetBytes(to).CopyTo(file, at);
        }

        SHA256.HashData(file.AsSpan(..^HashBytes)).CopyTo(file, file.Length - HashBytes);
        await File.WriteAllBytesAsync(path, file, cancellation);
    }
}
