using System.Buffers.Binary;
using System.Text;

namespace MediaAnalytics.Tests.Processes;

/// <summary>
/// A catalogue of MVs whose media sound alike and differ in their bytes, so that each is decoded for itself: one file made by ffmpeg, and a box after its end
/// that players skip.
/// </summary>
/// <param name="Catalogue">The catalogue's file.</param>
/// <param name="Media">The folder of the media.</param>
internal sealed record SoundCopies(string Catalogue, string Media)
{
    /// <summary>Writes so many MVs.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="name">What their ids begin with.</param>
    /// <param name="count">How many.</param>
    /// <param name="seconds">Seconds of sound of each.</param>
    /// <param name="cancellation">Ends ffmpeg too.</param>
    public static async Task<SoundCopies> WriteAsync(string folder, string name, int count, int seconds, CancellationToken cancellation)
    {
        string media = Directory.CreateDirectory(Path.Combine(folder, name)).FullName, first = Path.Combine(folder, $"{seconds}.m4a");
        if (!File.Exists(first))
        {
            await using var ffmpeg = new ChildProcess(
                "ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", FormattableString.Invariant($"anoisesrc=d={seconds}:c=pink:seed=1:r=44100"),
                "-c:a", "aac", "-b:a", "128k", first);
            if (await ffmpeg.ExitAsync(cancellation) != 0)
                throw new InvalidOperationException(ffmpeg.Output);
        }

        byte[] sound = await File.ReadAllBytesAsync(first, cancellation);
        foreach (string id in Ids(name, count))
            await File.WriteAllBytesAsync(Path.Combine(media, $"{id}.m4a"), [.. sound, .. SkippedBox(id)], cancellation);
        string catalogue = Path.Combine(folder, $"{name}.csv");
        await File.WriteAllLinesAsync(catalogue, ["id,title,media", .. Ids(name, count).Select(static id => $"{id},{id},{id}.m4a")], cancellation);
        return new(catalogue, media);
    }

    /// <summary>Imports them through a gateway, and returns when all rows are taken.</summary>
    public async Task ImportAsync(Uri gateway, CancellationToken cancellation)
    {
        await using var import = new ChildProcess(Programs.Gateway, "import", Catalogue, "--media", Media, "--server", gateway.ToString());
        if (await import.ExitAsync(cancellation) != 0)
            throw new InvalidOperationException(import.Output);
    }

    private static IEnumerable<string> Ids(string name, int count) => Enumerable.Range(0, count).Select(n => $"{name}-{n:D4}");

    private static byte[] SkippedBox(string text)
    {
        byte[] box = new byte[8 + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.ASCII.GetBytes($"free{text}", box.AsSpan(4));
        return box;
    }
}
