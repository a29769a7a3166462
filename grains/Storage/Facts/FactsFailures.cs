using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace MediaAnalytics.Storage.Facts;

/// <summary>Says whose fault a failed query is.</summary>
internal static class FactsFailures
{
    /// <summary>The failure of a write.</summary>
    /// <param name="partition">Whose facts.</param>
    /// <param name="key">The file that was to be stored.</param>
    /// <param name="folder">Where it was made.</param>
    /// <param name="why">What failed.</param>
    public static StorageUnavailableException OfWrite(int partition, string key, string folder, Exception why) => new(
        $"Facts of partition {partition} could not be written as {key}, made in {folder} ({why.Message}); nothing of them is stored. The log keeps what they "
        + $"are made of, and they are tried again. {WhatToDo}",
        why);

    /// <summary>The failure of a read: a damaged file's, or else the machine's.</summary>
    public static async Task<Exception> OfReadAsync(
        FactsHashes hashes, IReadOnlyList<FactsFile> files, DuckDBException why, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            if (await hashes.ProblemAsync(file, cancellation).ConfigureAwait(false) is { } problem)
            {
                return new FactsDamagedException(problem, why);
            }
        }

        return why.ErrorType is DuckDBErrorType.Io or DuckDBErrorType.OutOfMemory
            ? new StorageUnavailableException($"Facts could not be read ({why.Message}). {WhatToDo}", why)
            : new FactsDamagedException(
                $"Facts could not be read ({why.Message}), though these files are what they were when written: {string.Join(", ", files.Select(static f => f.Key))}. "
                + "Were they written by a later version of this program? Then use that one.",
                why);
    }

    private const string WhatToDo = "Check free space on the data folder's disk, or raise the key Facts:MemoryMegabytes.";
}
