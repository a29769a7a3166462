using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Genre;

/// <summary>Whether an MV's views accelerate: then its genre is wanted first. Pure.</summary>
internal static class ViewAcceleration
{
    /// <summary>So many times the hourly mean of the day the last hour must have gained.</summary>
    public const double Factor = 1.5;

    /// <summary>Fewer views in an hour are noise.</summary>
    public const long LeastViews = 100;

    /// <summary>A mean over less time says nothing.</summary>
    private const double LeastHours = 2;

    /// <summary>
    /// High where the views gained in the last hour, over all platforms, are at least <see cref="LeastViews"/> and <see cref="Factor"/> times the hourly mean of the
    /// last day, or of as much of it as is known; else normal. A counter that is reported once a day rises within one hour: that is taken for acceleration.
    /// </summary>
    public static GenrePriority Priority(IReadOnlyCollection<PlatformCounters> platforms, DateTimeOffset now)
    {
        double hour = platforms.Sum(platform => (double)platform.LastHour.Rises.Views), day = platforms.Sum(platform => (double)platform.LastDay.Rises.Views);
        double hours = platforms.Select(platform => platform.WindowsSince is { } since ? (now - since).TotalHours : 24).DefaultIfEmpty(0).Min();
        return hours >= LeastHours && hour >= LeastViews && hour >= Factor * day / Math.Min(hours, 24) ? GenrePriority.High : GenrePriority.Normal;
    }
}
