namespace MediaAnalytics.Grains.Catalogue.Recovery;

/// <summary>What became of a partition's MVs.</summary>
/// <param name="Seen">MVs in its facts.</param>
/// <param name="Missing">Of those, written since Redis lacked them.</param>
/// <param name="Older">Of those, written over an older version.</param>
/// <param name="Unfinished">Of those written, MVs whose decoding or recognition is due again.</param>
public sealed record MvsRecovered(long Seen, long Missing, long Older, long Unfinished)
{
    /// <summary>Those that were written.</summary>
    public long Written => Missing + Older;

    /// <summary>Both together.</summary>
    public static MvsRecovered operator +(MvsRecovered left, MvsRecovered right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Add(left, right);
    }

    /// <summary>Both together.</summary>
    public static MvsRecovered Add(MvsRecovered left, MvsRecovered right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Seen + right.Seen, left.Missing + right.Missing, left.Older + right.Older, left.Unfinished + right.Unfinished);
    }
}
