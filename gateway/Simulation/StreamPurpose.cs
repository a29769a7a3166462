namespace MediaAnalytics.Gateway.Simulation;

/// <summary>What a <see cref="SeededStream"/> is for. Numbers are part of the format: changing one changes every simulation.</summary>
internal enum StreamPurpose
{
    TrackLayout = 1,
    Track = 2,
    Mv = 3,
    Series = 4,
    Schedule = 5,
    Media = 6,
    Frames = 7,
    PlatformId = 8,
}
