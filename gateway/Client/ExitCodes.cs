namespace MediaAnalytics.Gateway.Client;

/// <summary>What the client's verbs exit with.</summary>
internal static class ExitCodes
{
    /// <summary>All of it landed.</summary>
    public const int Done = 0;

    /// <summary>It could not be done; the message says why.</summary>
    public const int Failed = 1;

    /// <summary>Done, but some rows went to quarantine, or some media files could not be uploaded.</summary>
    public const int DoneWithExceptions = 2;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Stopped = 130;
}
