using MediaAnalytics.Gateway.Simulation.Catalogue;

namespace MediaAnalytics.Gateway.Simulation.Readings;

/// <summary>
/// The readings of a simulation in the order they arrive: group of MVs by group (<see cref="SimulationOptions.GroupSize"/>, a back-fill
/// of one after the other), and within a group hour by hour. About one in a hundred comes 1 to 72 hours late, so out of order, and one
/// in two hundred comes twice. Memory is bounded by the group.
/// </summary>
internal static class ArrivalOrder
{
    /// <summary>The latest a planted late or repeated reading comes, in hours.</summary>
    public const int MaxDelayHours = 72;

    /// <summary>Share of readings that come late.</summary>
    public const double LateShare = 0.01;

    /// <summary>Share of readings that come twice.</summary>
    public const double DuplicateShare = 0.005;

    private const int MaxRepeatHours = 24;

    /// <summary>All readings; <paramref name="groupDone"/> hears how many MVs each finished group held.</summary>
    public static IEnumerable<Reading> Of(SimulationOptions options, Action<int> groupDone)
    {
        var source = new MvSource(options);
        var platforms = options.Profiles;
        foreach (var group in source.All().Chunk(options.GroupSize))
        {
            var series = group.SelectMany(mv => SimulatedSeries.Of(options, platforms, mv)).ToArray();
            foreach (var reading in OfGroup(options, series)) yield return reading;
            groupDone(group.Length);
        }
    }

    private static IEnumerable<Reading> OfGroup(SimulationOptions options, SimulatedSeries[] series)
    {
        var start = options.From.ToUnixTimeSeconds();
        // What is still on its way, by the hour it arrives in.
        var waiting = Enumerable.Range(0, MaxDelayHours + MaxRepeatHours + 1).Select(_ => new List<Reading>()).ToArray();
        for (var slot = 0; slot < options.Slots + waiting.Length; slot++)
        {
            var arriving = waiting[slot % waiting.Length];
            foreach (var reading in arriving) yield return reading;
            arriving.Clear();
            if (slot >= options.Slots) continue;
            foreach (var one in series)
            {
                if (one.DueIn(slot, start + slot * 3_600L) is not { } instant) continue;
                var fate = one.Fate(slot);
                var delay = fate.Chance(LateShare) ? fate.Next(1, MaxDelayHours + 1) : 0;
                var repeat = fate.Chance(DuplicateShare) ? fate.Next(1, MaxRepeatHours + 1) : 0;
                var reading = one.At(instant, ref fate);
                if (delay == 0) yield return reading;
                else waiting[(slot + delay) % waiting.Length].Add(reading);
                if (repeat > 0) waiting[(slot + delay + repeat) % waiting.Length].Add(reading);
            }
        }
    }
}
