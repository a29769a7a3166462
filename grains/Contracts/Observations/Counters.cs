namespace MediaAnalytics.Contracts.Observations;

/// <summary>Six whole numbers, one per <see cref="Counter"/>. In a reading, <see cref="Absent"/> marks a counter it does not report.</summary>
[GenerateSerializer, Immutable, Alias("ma.Counters")]
public record struct Counters(
    [property: Id(0)] long Impressions,
    [property: Id(1)] long Clicks,
    [property: Id(2)] long Views,
    [property: Id(3)] long Likes,
    [property: Id(4)] long Comments,
    [property: Id(5)] long Shares)
{
    /// <summary>How many counters there are.</summary>
    public const int Count = 6;

    /// <summary>A counter that a reading does not report.</summary>
    public const long Absent = -1;

    /// <summary>No counter reported.</summary>
    public static Counters None => new(Absent, Absent, Absent, Absent, Absent, Absent);

    /// <summary>The value of one counter.</summary>
    public long this[Counter counter]
    {
        readonly get => counter switch
        {
            Counter.Impressions => Impressions,
            Counter.Clicks => Clicks,
            Counter.Views => Views,
            Counter.Likes => Likes,
            Counter.Comments => Comments,
            _ => Shares,
        };
        set
        {
            switch (counter)
            {
                case Counter.Impressions: Impressions = value; break;
                case Counter.Clicks: Clicks = value; break;
                case Counter.Views: Views = value; break;
                case Counter.Likes: Likes = value; break;
                case Counter.Comments: Comments = value; break;
                default: Shares = value; break;
            }
        }
    }

    /// <summary>Sum, counter by counter, within 64 bits.</summary>
    public static Counters operator +(Counters a, Counters b) => new(
        Saturating.Add(a.Impressions, b.Impressions), Saturating.Add(a.Clicks, b.Clicks), Saturating.Add(a.Views, b.Views),
        Saturating.Add(a.Likes, b.Likes), Saturating.Add(a.Comments, b.Comments), Saturating.Add(a.Shares, b.Shares));
}
