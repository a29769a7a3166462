using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Analysis.Genre;

/// <summary>
/// What can be told of a genre model's file without a network: that it is one, whole, and what it says of itself. Whether it can be used is an engine's word.
/// </summary>
/// <param name="Version">The model's version.</param>
/// <param name="Labels">Genres, in the order of its scores.</param>
/// <param name="ContractId">The log-mel contract that it was trained under.</param>
/// <param name="IsChecked">Whether it holds a golden check, which an engine makes it pass before it serves.</param>
/// <param name="Card">What it says of its making and worth; null where nothing.</param>
public sealed record GenreModelHead(string Version, IReadOnlyList<string> Labels, string ContractId, bool IsChecked, GenreModelCard? Card)
{
    /// <summary>What such a file calls itself.</summary>
    public const string Kind = "genre model";

    /// <summary>Longest file.</summary>
    public const int MaxFileBytes = 256 << 20;

    /// <summary>Longest header within it.</summary>
    public const int MaxHeaderBytes = 1 << 20;

    /// <summary>Longest name of a model, in characters.</summary>
    public const int MaxName = 100;

    /// <summary>Most labels.</summary>
    public const int MaxLabels = 1_000;

    /// <summary>Most characters of all labels together.</summary>
    public const int MaxLabelCharacters = 20_000;

    /// <summary>Bytes of the SHA-256 that it ends with.</summary>
    public const int HashBytes = 32;

    private const int BufferBytes = 1 << 17;
    private const int HashCharacters = 8;

    /// <summary>What it starts with; then follow the header's length (int32, little-endian) and the header (UTF-8 JSON).</summary>
    public static ReadOnlySpan<byte> Magic => "MATENSR1"u8;

    /// <summary>A model's version: its name and the start of its content's hash, in lower-case hexadecimal.</summary>
    public static string VersionOf(string name, string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return $"{name}-{hash[..HashCharacters]}";
    }

    /// <summary>What is wrong with a model's name; null where nothing is.</summary>
    public static string? FaultOfName(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "its header names no model"
        : name.Length > MaxName || name.Any(letter => char.IsControl(letter) || letter is '/' or '\\')
            ? $"its name must be 1 to {MaxName} characters without slashes and control characters"
            : null;

    /// <summary>What is wrong with a model's labels; null where nothing is.</summary>
    public static string? FaultOfLabels(IReadOnlyList<string?>? labels) =>
        labels is not { Count: >= 2 and <= MaxLabels } || labels.Any(label => string.IsNullOrWhiteSpace(label) || label.Any(char.IsControl))
            ? $"it must name 2 to {MaxLabels} labels, without control characters"
        : labels.Sum(label => label!.Length) > MaxLabelCharacters ? $"its labels are over {MaxLabelCharacters} characters"
        : labels.Distinct(StringComparer.Ordinal).Count() < labels.Count ? "it names a label twice"
        : null;

    /// <summary>Reads a file to its end.</summary>
    /// <param name="file">The file, from its start.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The head, or what is wrong with the file.</returns>
    public static async Task<(GenreModelHead? Head, string? Fault)> ReadAsync(Stream file, long length, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        int start = Magic.Length + sizeof(int);
        if (length > MaxFileBytes) return (null, $"it is over {MaxFileBytes >> 20} MiB");
        if (length < start + HashBytes) return (null, "it is too short");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        await file.ReadExactlyAsync(buffer.AsMemory(0, start), cancellation).ConfigureAwait(false);
        if (!buffer.AsSpan(0, Magic.Length).SequenceEqual(Magic)) return (null, "it does not start with a model's mark");
        int headerBytes = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(Magic.Length));
        if (headerBytes is <= 0 or > MaxHeaderBytes || headerBytes > length - start - HashBytes) return (null, "its header has an impossible length");
        hash.AppendData(buffer, 0, start);
        var header = new byte[headerBytes];
        await file.ReadExactlyAsync(header, cancellation).ConfigureAwait(false);
        hash.AppendData(header);
        for (long left = length - start - headerBytes - HashBytes; left > 0;)
        {
            int read = (int)Math.Min(left, buffer.Length);
            await file.ReadExactlyAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        await file.ReadExactlyAsync(buffer.AsMemory(0, HashBytes), cancellation).ConfigureAwait(false);
        byte[] content = hash.GetHashAndReset();
        return content.AsSpan().SequenceEqual(buffer.AsSpan(0, HashBytes))
            ? Of(header, Convert.ToHexStringLower(content))
            : (null, "it is damaged or cut short: its checksum does not match");
    }

    private static (GenreModelHead? Head, string? Fault) Of(byte[] header, string hash)
    {
        try
        {
            var parsed = JsonSerializer.Deserialize<Header>(header, JsonSerializerOptions.Web);
            if (parsed is not { Kind: Kind }) return (null, $"it is a {parsed?.Kind ?? "file of unknown kind"}, not a {Kind}");
            return Fault(parsed.Meta) is { } fault ? (null, fault) : (Of(parsed.Meta!, hash), null);
        }
        catch (JsonException)
        {
            return (null, "its header can't be read");
        }
    }

    private static GenreModelHead Of(Meta meta, string hash) => new(
        VersionOf(meta.Name!, hash), meta.Labels!, meta.Contract!.Id, meta.Golden is { ValueKind: JsonValueKind.Object }, meta.Card);

    private static string? Fault(Meta? meta)
    {
        if (FaultOfName(meta?.Name) is { } name) return name;
        if (FaultOfLabels(meta!.Labels) is { } labels) return labels;
        return meta.Contract is null ? "its header lacks the log-mel contract" : meta.Card?.Fault();
    }

    private sealed record Header(string? Kind, Meta? Meta);

    private sealed record Meta(string? Name, string[]? Labels, LogMelContract? Contract, JsonElement? Golden, GenreModelCard? Card);
}
