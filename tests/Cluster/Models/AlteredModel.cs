using System.Security.Cryptography;
using System.Text;
using MediaAnalytics.Tests.Processes;

namespace MediaAnalytics.Tests.Cluster.Models;

/// <summary>A model's file with words of its header exchanged for others of the same length, and the checksum made right.</summary>
internal static class AlteredModel
{
    private const int HashBytes = 32;

    private static readonly string Shipped = Path.Combine(Programs.Root, "grains", "Inference", "Model", "dcnn-ssa-gtzan.model");

    /// <summary>Alters the shipped model.</summary>
    public static Task WriteAsync(string path, CancellationToken cancellation, params (string From, string To)[] words) => WriteAsync(Shipped, path, cancellation, words);

    /// <summary>Alters a model.</summary>
    public static async Task WriteAsync(string source, string path, CancellationToken cancellation, params (string From, string To)[] words)
    {
        byte[] file = await File.ReadAllBytesAsync(source, cancellation);
        foreach ((string from, string to) in words)
        {
            int at = file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(from));
            if (at < 0) throw new ArgumentException($"The model's header does not say {from}: give words that it does.", nameof(words));
            Encoding.UTF8.GetBytes(to).CopyTo(file, at);
        }

        SHA256.HashData(file.AsSpan(..^HashBytes)).CopyTo(file, file.Length - HashBytes);
        await File.WriteAllBytesAsync(path, file, cancellation);
    }
}
