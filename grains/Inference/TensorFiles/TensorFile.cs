using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using MediaAnalytics.Analysis.Genre;

namespace MediaAnalytics.Inference.TensorFiles;

/// <summary>
/// One file of a JSON header and raw tensors, for models (16-bit floats) and checkpoints (32-bit). Nothing in it is executed.
/// Layout, little-endian: "MATENSR1" · int32 header bytes · header (UTF-8 JSON) · the tensors' values in header order · SHA-256 of all before.
/// </summary>
internal static class TensorFile
{
    private const int MaxFileBytes = GenreModelHead.MaxFileBytes;
    private const int MaxHeaderBytes = GenreModelHead.MaxHeaderBytes;
    private const int MaxTensors = 2_000;
    private const int HashBytes = GenreModelHead.HashBytes;

    private static ReadOnlySpan<byte> Magic => GenreModelHead.Magic;

    /// <summary>Writes a file whole: beside the target first, then in its place.</summary>
    public static void Write<T>(string path, string kind, T meta, IReadOnlyList<NamedTensor> tensors, bool half)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new Header<T>(
            kind, half ? "float16" : "float32", meta, tensors.Select(t => new Entry(t.Name, t.Shape)).ToArray()), TensorFileJson.Options);
        using var buffer = new MemoryStream();
        buffer.Write(Magic);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        buffer.Write(length);
        buffer.Write(header);
        foreach (var tensor in tensors)
        {
            if (half) buffer.Write(MemoryMarshal.AsBytes(Array.ConvertAll(tensor.Values, v => (Half)v).AsSpan()));
            else buffer.Write(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        }

        buffer.Write(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
        string temporary = path + ".partial";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads and checks a file. Returns its header's own part, its tensors and the SHA-256 of its content, in hexadecimal.</summary>
    /// <exception cref="TensorFileException">The file is missing, of another kind, damaged or beyond the limits.</exception>
    public static (T Meta, IReadOnlyList<NamedTensor> Tensors, string Hash) Read<T>(string path, string kind)
    {
        if (!File.Exists(path)) throw new TensorFileException($"There is no {kind} file {path}. Name an existing one.");
        if (new FileInfo(path).Length > MaxFileBytes) throw new TensorFileException($"{path} is over {MaxFileBytes >> 20} MiB: not a {kind} file.");
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < Magic.Length + 4 + HashBytes || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw new TensorFileException($"{path} is not a {kind} file: it does not start with its mark. Write one with `silo train`.");
        var body = bytes.AsSpan(0, bytes.Length - HashBytes);
        var hash = SHA256.HashData(body);
        if (!hash.AsSpan().SequenceEqual(bytes.AsSpan(body.Length)))
            throw new TensorFileException($"{path} is damaged or cut short: its checksum does not match. Copy it again from its source.");
        int headerBytes = BinaryPrimitives.ReadInt32LittleEndian(body[Magic.Length..]);
        int start = Magic.Length + 4;
        if (headerBytes is <= 0 or > MaxHeaderBytes || headerBytes > body.Length - start) throw new TensorFileException($"{path} has a header of impossible length.");
        var header = ReadHeader<T>(path, body.Slice(start, headerBytes));
        if (header.Kind != kind) throw new TensorFileException($"{path} is a {header.Kind} file, not a {kind} file.");
        return (header.Meta, ReadTensors(path, header.Type, header.Tensors, body[(start + headerBytes)..]), Convert.ToHexStringLower(hash));
    }

    private static Header<T> ReadHeader<T>(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            var header = JsonSerializer.Deserialize<Header<T>>(json, TensorFileJson.Options);
            return header is { Tensors: not null, Meta: not null, Kind: not null } ? header : throw new TensorFileException($"{path} has an empty header.");
        }
        catch (JsonException e)
        {
            throw new TensorFileException($"{path} has a header that can't be read: {e.Message}", e);
        }
    }

    private static List<NamedTensor> ReadTensors(string path, string type, Entry?[] entries, ReadOnlySpan<byte> values)
    {
        int width = type switch { "float16" => 2, "float32" => 4, _ => throw new TensorFileException($"{path} holds values of unknown type '{type}'.") };
        if (entries.Length > MaxTensors) throw new TensorFileException($"{path} names over {MaxTensors} tensors.");
        var tensors = new List<NamedTensor>(entries.Length);
        foreach (var entry in entries)
        {
            if (entry is not { Name: not null, Shape: not null }) throw new TensorFileException($"{path}: a tensor in its header has no name or no shape. Write the file anew with `silo train`.");
            long count = 1;
            foreach (long size in entry.Shape)
            {
                if (size < 0 || size > values.Length || (count *= size) > values.Length)
                    throw new TensorFileException($"{path}: tensor {entry.Name} claims more values than the file holds.");
            }

            if (count * width > values.Length) throw new TensorFileException($"{path}: tensor {entry.Name} claims more values than the file holds.");
            var block = values[..(int)(count * width)];
            values = values[block.Length..];
            tensors.Add(new NamedTensor(entry.Name, entry.Shape, width == 4
                ? MemoryMarshal.Cast<byte, float>(block).ToArray()
                : Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(block).ToArray(), h => (float)h)));
        }

        if (values.Length != 0) throw new TensorFileException($"{path} holds {values.Length} bytes that no tensor names.");
        return tensors;
    }

    private sealed record Header<T>(string Kind, string Type, T Meta, Entry?[] Tensors);

    private sealed record Entry(string? Name, long[]? Shape);
}
