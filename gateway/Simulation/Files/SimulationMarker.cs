using System.Globalization;
using System.Text.Json;

namespace MediaAnalytics.Gateway.Simulation.Files;

/// <summary>The content of <c>simulation.json</c>: which simulation a folder holds. Format is the generator's version (another one
/// makes other bytes); the rest is as in <see cref="SimulationOptions"/>.</summary>
internal sealed record SimulationMarker(
    int Format, int Mvs, int Days, long Seed, DateTimeOffset Until, string Platforms, int EveryHours, bool Media)
{
    public const string FileName = "simulation.json";
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static SimulationMarker Of(SimulationOptions options) => new(
        CurrentFormat, options.Mvs, options.Days, options.Seed, options.Until, string.Join(',', options.Platforms),
        options.EveryHours, options.Media);

    /// <summary>As the user would ask for it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"--mvs {Mvs} --days {Days} --seed {Seed} --until {Until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} --platforms {Platforms} "
        + $"--every {EveryHours}{(Media ? " --media" : "")}, format {Format}");

    /// <summary>The marker of a folder, or null where there is none that can be read.</summary>
    public static SimulationMarker? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<SimulationMarker>(File.ReadAllBytes(path), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];
}
