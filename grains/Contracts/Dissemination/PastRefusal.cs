namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>Why there is no answer as of an instant.</summary>
[GenerateSerializer, Alias("ma.PastRefusal")]
public enum PastRefusal
{
    /// <summary>There is one.</summary>
    None = 0,

    /// <summary>The instant is before what is kept.</summary>
    NotKept = 1,

    /// <summary>Too many such questions wait already.</summary>
    Busy = 2,

    /// <summary>Rebuilding took too long.</summary>
    Slow = 3,

    /// <summary>A file that it takes is missing or damaged.</summary>
    Damaged = 4,
}
