using CsCheck;
using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Telemetry;

public sealed class LagClockTests
{
    /// <summary>Against the plain way: remember when each entry was first seen.</summary>
    [Fact]
    public void TheOldestEntryNotReachedIsDatedByWhenItWasFirstSeen() =>
        Gen.Select(Gen.Long[0, 5], Gen.Long[0, 5]).Array[1, 200].Sample(steps =>
        {
            var clock = new LagClock();
            var seen = new List<long>();
            long reached = 0;
            for (int now = 0; now < steps.Length; now++)
            {
                (long appended, long folded) = steps[now];
                for (long i = 0; i < appended; i++) seen.Add(now);
                reached = Math.Min(seen.Count, reached + folded);
                Assert.Equal(reached < seen.Count ? seen[(int)reached] : (long?)null, clock.Note(seen.Count, reached, now));
            }
        });
}
