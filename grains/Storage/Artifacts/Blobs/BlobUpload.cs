using System.Buffers;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>
/// A blob that is sent while it is written, block by block from one buffer. Nothing of it is seen until <see cref="CompleteAsync"/>, which disposing is
/// not: blocks without that are dropped by the service after a week. One caller at a time.
/// </summary>
internal sealed class BlobUpload(BlobConnection connection, BlockBlobClient blob, string key) : Stream
{
    /// <summary>Size of a block; of the 50,000 that a blob may have.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    private const string ContentType = "application/octet-stream";

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
    private readonly List<string> _blocks = [];
    private readonly byte[] _own = Guid.NewGuid().ToByteArray();

    // What the blob's Content-MD5 is made of: a check against accidents of transport and disk, not against attackers.
#pragma warning disable CA5351
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private int _filled;
    private bool _failed;
    private bool _released;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private string What => $"A part of the artifact '{key}' could not be sent; nothing of it is stored";

    private string WhatAtLast => $"The artifact '{key}' could not be stored; it is there whole or not at all";

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_filled == BlockBytes)
            {
                Sending();
                connection.Run(What, stop => blob.StageBlock(NextBlock(), Filled(), cancellationToken: stop));
                Sent();
            }

            buffer = buffer[Fill(buffer)..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            if (_filled == BlockBytes)
            {
                await StageAsync(cancellationToken).ConfigureAwait(false);
            }

            buffer = buffer[Fill(buffer.Span)..];
        }
    }

    /// <summary>Does nothing: a part of a blob is not kept.</summary>
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Puts the blob in its place, whole; it is durable when this returns.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        if (_blocks.Count == 0 && !_failed)
        {
            await connection.RunAsync(WhatAtLast, PutAsync, cancellation).ConfigureAwait(false);
            return;
        }

        await StageAsync(cancellation).ConfigureAwait(false);
        await connection.RunAsync(WhatAtLast, CommitAsync, cancellation).ConfigureAwait(false);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_released)
        {
            _released = true;
            _hash.Dispose();
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        base.Dispose(disposing);
    }

    private BlobHttpHeaders Headers() => new() { ContentHash = _hash.GetCurrentHash(), ContentType = ContentType };

    private int Fill(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_released, this);
        int taken = Math.Min(bytes.Length, BlockBytes - _filled);
        bytes[..taken].CopyTo(_buffer.AsSpan(_filled));
        _hash.AppendData(bytes[..taken]);
        _filled += taken;
        return taken;
    }

    private async Task StageAsync(CancellationToken cancellation)
    {
        Sending();
        await connection.RunAsync(What, stop => blob.StageBlockAsync(NextBlock(), Filled(), cancellationToken: stop), cancellation).ConfigureAwait(false);
        Sent();
    }

    private async Task<bool> PutAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_released, this);
        await blob.UploadAsync(Filled(), new BlobUploadOptions { HttpHeaders = Headers() }, cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> CommitAsync(CancellationToken cancellation)
    {
        try
        {
            await blob.CommitBlockListAsync(_blocks, new CommitBlockListOptions { HttpHeaders = Headers() }, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            // Another writer of this key was done while this one wrote, which drops these blocks: as if this one had been first and was replaced at once.
            if (!await blob.ExistsAsync(cancellation).ConfigureAwait(false))
            {
                throw;
            }
        }

        return true;
    }

    private void Sending()
    {
        ObjectDisposedException.ThrowIf(_released, this);
        if (_failed)
        {
            throw new InvalidOperationException($"The artifact '{key}' goes on being written after a part of it was lost.");
        }

        _failed = true;
    }

    private void Sent()
    {
        _blocks.Add(NextBlock());
        _failed = false;
        _filled = 0;
    }

    /// <summary>Names of all writers are of one length, as the service asks, and no two writers' are the same.</summary>
    private string NextBlock() => Convert.ToBase64String([.. _own, .. BitConverter.GetBytes(_blocks.Count)]);

    private MemoryStream Filled() => new(_buffer, 0, _filled, writable: false);
}
