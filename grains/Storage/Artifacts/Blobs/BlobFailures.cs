using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>What failed requests mean, and what to do about them.</summary>
internal static class BlobFailures
{
    /// <summary>The blob is not there. A missing container is not that: it would pass for a store that is empty.</summary>
    public static bool IsMissing(RequestFailedException failure) => failure.ErrorCode == BlobErrorCode.BlobNotFound;

    /// <summary>Another version of the blob stands than the one that was to be replaced.</summary>
    public static bool IsOtherVersion(RequestFailedException failure) =>
        failure.ErrorCode == BlobErrorCode.ConditionNotMet || failure.ErrorCode == BlobErrorCode.BlobAlreadyExists;

    /// <summary>Whether an exception is the store's or the network's, and not the caller's.</summary>
    public static bool IsOfStore(Exception failure, CancellationToken cancellation) =>
        failure is RequestFailedException or AggregateException or AuthenticationFailedException or IOException or HttpRequestException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    /// <summary>The failure as callers know it. What was asked is a whole sentence without its full stop.</summary>
    public static StorageUnavailableException Of(string what, string place, Exception failure) =>
        new($"{what}: {Reason(failure)} (blob container {place}). {WhatToDo(failure)}", failure);

    private static string Reason(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [.., var last] } all => $"{Reason(last)}, {all.InnerExceptions.Count} times",
        OperationCanceledException => "it took too long",
        RequestFailedException { Status: > 0 } refused => $"{FirstLine(refused)} (status {refused.Status}, {refused.ErrorCode ?? "no code"})",
        _ => FirstLine(failure),
    };

    private static string WhatToDo(Exception failure) => failure switch
    {
        AggregateException { InnerExceptions: [.., var last] } => WhatToDo(last),
        AuthenticationFailedException =>
            "Give the process an identity (workload identity, managed identity or AZURE_* variables), or set the key Cluster:Blobs to a connection string.",
        RequestFailedException { Status: 401 or 403 } =>
            "Check the key or signature in the key Cluster:Blobs, or give the process's identity the role Storage Blob Data Contributor; check the account's firewall.",
        RequestFailedException { Status: 404 } => "Check the keys Cluster:Blobs and Cluster:Container: what was there at the start is gone.",
        _ => "Check the key Cluster:Blobs, the network, and that the storage account is up; then try again.",
    };

    private static string FirstLine(Exception failure) => failure.Message.Split('\n', 2)[0].TrimEnd('\r', '.', ' ');
}
