namespace MediaAnalytics.Gateway.Simulation;

/// <summary>
/// A stream of pseudo-random numbers named by (seed, purpose, a, b): SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Every MV, track,
/// series and media file has streams of its own, so that MV <c>i</c> is the same whatever the number of MVs.
/// </summary>
/// <remarks>
/// A mutable struct: keep it in a local. Its integers are the same on every machine; normals are rounded to 9 decimals so that a last
/// bit of difference between math libraries does not reach the output.
/// </remarks>
internal struct SeededStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state;

    private SeededStream(ulong state) => _state = state;

    /// <summary>The stream of <paramref name="purpose"/> number (<paramref name="a"/>, <paramref name="b"/>) under a seed.</summary>
    public static SeededStream For(long seed, StreamPurpose purpose, long a = 0, long b = 0) =>
        new(Mix(Mix(Mix(Mix((ulong)seed + Golden) ^ (ulong)purpose) + (ulong)a * Golden) + (ulong)b * Golden));

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double Between(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>A whole number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public int Next(int low, int high) => low + (int)(NextDouble() * (high - low));

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>One of the items, each as likely.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(0, items.Count)];

    /// <summary>Standard normal (Box and Muller), rounded to 9 decimals.</summary>
    public double NextNormal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return Math.Round(radius * Math.Cos(2 * Math.PI * NextDouble()), 9);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
