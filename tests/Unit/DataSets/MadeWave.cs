using System.Text;

namespace MediaAnalytics.Tests.Unit.DataSets;

/// <summary>Writes 16-bit mono wave files.</summary>
internal static class MadeWave
{
    private const int SampleRate = 22_050;

    public static void Write(string path, float[] samples)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new BinaryWriter(File.Create(path), Encoding.ASCII);
        int bytes = samples.Length * sizeof(short);
        writer.Write("RIFF"u8);
        writer.Write(36 + bytes);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(SampleRate);
        writer.Write(SampleRate * sizeof(short));
        writer.Write((short)sizeof(short));
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(bytes);
        foreach (float sample in samples) writer.Write((short)(Math.Clamp(sample, -1, 1) * short.MaxValue));
    }
}
