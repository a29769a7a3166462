using System.Net;
using MediaAnalytics.Gateway.Keys.Ring;

namespace MediaAnalytics.Gateway.Keys.Authentication;

/// <summary>Tries a key that a caller gave. Any thread.</summary>
internal sealed partial class KeyDoor(KeyRing ring, FailedAttempts attempts, ILogger<KeyDoor> logger)
{
    /// <summary>Longest text that is looked at.</summary>
    public const int MaxLength = KeysOptions.MaxAdmin;

    /// <summary>Whose key it is.</summary>
    public KeyVerdict Try(string key, IPAddress? from)
    {
        bool mustWait = attempts.Wait(from) is not null;
        KeyVerdict verdict = key.Length > MaxLength ? KeyRefusal.Unknown : ring.Verify(key, tryBootstrap: !mustWait);
        if (verdict.Refusal != KeyRefusal.Unknown)
            return verdict;
        if (mustWait)
            return KeyRefusal.TooMany;
        if (attempts.Add(from))
            LogTooMany(logger, FailedAttempts.Most, from, FailedAttempts.Window);
        return verdict;
    }

    /// <summary>How long an address must wait before it is listened to again.</summary>
    public TimeSpan Wait(IPAddress? from) => attempts.Wait(from) ?? TimeSpan.FromSeconds(1);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Failures} wrong API keys came from {Address}; it must wait for up to {Window}")]
    private static partial void LogTooMany(ILogger logger, int failures, IPAddress? address, TimeSpan window);
}
