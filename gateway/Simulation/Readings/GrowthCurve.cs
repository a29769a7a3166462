namespace MediaAnalytics.Gateway.Simulation.Readings;

/// <summary>
/// A cumulative counter as a closed-form function of age: scale × (0.6·u/(1+u) + 0.4·age/30 d) with u = warped age / saturation. It
/// never falls. The warp adds daily, weekly and short swings whose slopes sum to less than 1. Only + − × ÷ and floor are used, so values
/// are the same on every machine, and live readings go on from where history ends.
/// </summary>
internal readonly struct GrowthCurve
{
    private const double Day = 86_400;
    private const double Early = 0.6;
    private const double Steady = 0.4 / (30 * Day);

    private readonly double _scale;
    private readonly double _saturation;
    private readonly double _daily;
    private readonly double _weekly;
    private readonly double _short;
    private readonly double _start;

    private GrowthCurve(double scale, double saturationDays, double daily, double weekly, double brief)
    {
        (_scale, _saturation, _daily, _weekly, _short) = (scale, saturationDays * Day, daily, weekly, brief);
        _start = 0;
        _start = Swing(0);
    }

    /// <summary>A curve whose scale is what it reaches at about 30 days; the swings are drawn from <paramref name="random"/>.</summary>
    public static GrowthCurve Draw(ref SeededStream random, double scale, double saturationDays) =>
        new(scale, saturationDays, random.NextDouble(), random.NextDouble(), random.NextDouble());

    /// <summary>The counter at an age in seconds; 0 before release.</summary>
    public long At(double age)
    {
        if (age <= 0) return 0;
        var warped = Math.Max(0, age + Swing(age) - _start);
        var u = warped / _saturation;
        return (long)Math.Floor(_scale * (Early * (u / (1 + u)) + Steady * warped));
    }

    private double Swing(double age) =>
        Wave(age, Day, _daily, 0.45) + Wave(age, 7 * Day, _weekly, 0.2) + Wave(age, 26_300, _short, 0.25);

    // A parabolic sine of the period whose slope stays within ± depth.
    private static double Wave(double age, double period, double phase, double depth)
    {
        var x = age / period + phase;
        x -= Math.Floor(x);
        var wave = x < 0.5 ? 16 * x * (0.5 - x) : -16 * (x - 0.5) * (1 - x);
        return wave * depth * period / 8;
    }
}
