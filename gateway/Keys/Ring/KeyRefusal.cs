namespace MediaAnalytics.Gateway.Keys.Ring;

/// <summary>Why a caller is not let in.</summary>
internal enum KeyRefusal
{
    /// <summary>Nothing was given.</summary>
    Missing,

    /// <summary>It is no key of this server.</summary>
    Unknown,

    Revoked,

    Expired,

    /// <summary>The session ran out, or its key ended.</summary>
    SessionEnded,

    /// <summary>The keys have not been read, or not for too long.</summary>
    Unavailable,

    /// <summary>Too many failed attempts came from this address.</summary>
    TooMany,
}
