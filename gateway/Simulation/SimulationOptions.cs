using System.Globalization;
using MediaAnalytics.Gateway.Simulation.Truth;

namespace MediaAnalytics.Gateway.Simulation;

/// <summary>What decides a simulation. Equal options give equal files, byte for byte (media: with the same ffmpeg build).</summary>
/// <param name="Mvs">Number of MVs, 1 to 1,000,000.</param>
/// <param name="Days">Length of the window of readings, 1 to 3,650 days.</param>
/// <param name="Seed">Any 64-bit number.</param>
/// <param name="Until">End of the window, a whole second between 1990 and 2100, UTC.</param>
/// <param name="Platforms">1 to 8 distinct names of a–z, 0–9 and '-', at most 32 characters each.</param>
/// <param name="EveryHours">Hours between two readings of a series, 1 to 24; 0 (default): seeded, 1, 2, 3, 4 or 6 hours by series.</param>
/// <param name="Media">Whether media files are written and named in the catalogue; at most 20,000 MVs then.</param>
internal sealed record SimulationOptions(
    int Mvs, int Days, long Seed, DateTimeOffset Until, IReadOnlyList<string> Platforms, int EveryHours, bool Media)
{
    public const int MaxMvs = 1_000_000;
    public const int MaxDays = 3_650;
    public const int MaxPlatforms = 8;
    public const int MaxEveryHours = 24;
    public const int MaxMvsWithMedia = 20_000;

    /// <summary>Upper bound on the readings of one simulation (about 80 GB of lines).</summary>
    public const long MaxReadings = 500_000_000;

    /// <summary>The platforms of a simulation that names none.</summary>
    public static readonly IReadOnlyList<string> DefaultPlatforms = ["youtube", "bilibili", "tiktok"];

    // The mean of 1/k over the seeded intervals of 1, 2, 3, 4 and 6 hours.
    private const double SeededReadingsPerHour = 0.45;
    private const int ReadingsPerGroup = 500_000;

    /// <summary>Start of the window of readings.</summary>
    public DateTimeOffset From => Until.AddDays(-Days);

    /// <summary>Hours in the window; each holds at most one reading of a series.</summary>
    public int Slots => Days * 24;

    /// <summary>An estimate from above of the readings of one MV.</summary>
    public double ReadingsPerMv => Platforms.Count * Slots * (EveryHours == 0 ? SeededReadingsPerHour : 1.0 / EveryHours);

    /// <summary>MVs whose readings are written together in arrival order: it bounds memory whatever the number of MVs.</summary>
    public int GroupSize => (int)Math.Clamp(ReadingsPerGroup / ReadingsPerMv, 1, 16_384);

    /// <summary>What each platform reports, in the order of <see cref="Platforms"/>.</summary>
    public IReadOnlyList<PlatformProfile> Profiles => [.. Platforms.Select(PlatformProfile.Of)];

    /// <summary>The first error, or null where the options hold.</summary>
    public SimulationError? Validate()
    {
        if (Mvs is < 1 or > MaxMvs) return OutOfRange("--mvs", Mvs, 1, MaxMvs);
        if (Days is < 1 or > MaxDays) return OutOfRange("--days", Days, 1, MaxDays);
        if (EveryHours is < 0 or > MaxEveryHours) return OutOfRange("--every", EveryHours, 0, MaxEveryHours);
        if (Until.Year is < 1990 or > 2100) return OutOfRange("the year of --until", Until.Year, 1990, 2100);
        if (Platforms.Count is < 1 or > MaxPlatforms) return OutOfRange("the number of --platforms", Platforms.Count, 1, MaxPlatforms);
        if (Platforms.FirstOrDefault(p => !IsName(p)) is { } bad)
            return new("bad-platform", $"'{bad}' is no platform name: use 1 to 32 of a-z, 0-9 and '-', joined by commas.");
        if (Platforms.Distinct(StringComparer.Ordinal).Count() != Platforms.Count)
            return new("bad-platform", "--platforms names a platform twice: name each once.");
        if (Media && Mvs > MaxMvsWithMedia)
            return new("too-much-media", $"--media is for at most {N(MaxMvsWithMedia)} MVs: lower --mvs, or leave --media out.");
        if (Mvs * ReadingsPerMv > MaxReadings)
            return new("too-many-readings", $"That makes about {N(Mvs * ReadingsPerMv)} readings, and the limit is {N(MaxReadings)}: "
                + "lower --mvs or --days, or read less often with --every.");
        return null;
    }

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= 32 && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static SimulationError OutOfRange(string option, long value, long low, long high) =>
        new("out-of-range", $"{option} is {N(value)}: give a whole number from {N(low)} to {N(high)}.");

    private static string N(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
