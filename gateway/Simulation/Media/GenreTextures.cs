using System.Collections.Frozen;

namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>The textures of the planted genres.</summary>
internal static class GenreTextures
{
    private const string Backbeat = "....x.......x...";
    private const string Eighths = "x.x.x.x.x.x.x.x.";
    private const string Quarters = "x...x...x...x...";
    private static readonly int[] Major = [0, 4, 7];
    private static readonly int[] Minor = [0, 3, 7];
    private static readonly int[] Seventh = [0, 4, 7, 10];
    private static readonly int[] MajorSeventh = [0, 4, 7, 11];
    private static readonly int[] Power = [0, 7, 12];

    /// <summary>By genre.</summary>
    public static readonly FrozenDictionary<string, GenreTexture> All = new Dictionary<string, GenreTexture>
    {
        ["blues"] = new()
        {
            Tempo = (70, 95), Swing = 0.33, Kick = "x.......x.......", Snare = Backbeat, Hat = Eighths, Bass = Quarters, Chord = "x.....x.........",
            Roots = [0, 0, 0, 0, 5, 5, 0, 0, 7, 5, 0, 7], Voicing = Seventh, ChordTimbre = Timbre.Organ, LeadTimbre = Timbre.Guitar,
            DrumLevel = 0.5, CutsOnBeat = 0.3, Shot = (2, 6),
        },
        ["classical"] = new()
        {
            Tempo = (60, 110), Bass = "x.......x.......", Chord = "x...............", Roots = [0, 7, 9, 4, 5, 0, 5, 7], Voicing = Major,
            ChordTimbre = Timbre.Strings, LeadTimbre = Timbre.Sine, LeadDensity = 0.85, ChordLevel = 0.2, CutsOnBeat = 0.1, Shot = (4, 9),
        },
        ["country"] = new()
        {
            Tempo = (100, 130), Kick = "x.......x.......", Snare = Backbeat, Hat = "..x...x...x...x.", Bass = "x.......x.......",
            Chord = "....x.x.....x.x.", Roots = [0, 5, 0, 7], Voicing = Major, ChordTimbre = Timbre.Pluck, LeadTimbre = Timbre.Pluck,
            DrumLevel = 0.4, LeadDensity = 0.6, CutsOnBeat = 0.3, Shot = (2, 5),
        },
        ["disco"] = new()
        {
            Tempo = (115, 128), Kick = Quarters, Snare = Backbeat, Hat = "..x...x...x...x.", Bass = Eighths, Chord = "..x..x....x..x..",
            Roots = [9, 5, 0, 7], Voicing = Minor, ChordTimbre = Timbre.Strings, LeadTimbre = Timbre.Brass, CutsOnBeat = 0.8, Shot = (0.8, 2.5),
        },
        ["hiphop"] = new()
        {
            Tempo = (80, 98), Kick = "x..x......x.x...", Snare = Backbeat, Hat = "x.x.x.x.x.xxx.x.", Bass = "x..x......x.....", Chord = "x...............",
            Roots = [0, 0, 8, 7], Voicing = Minor, ChordTimbre = Timbre.Organ, LeadTimbre = Timbre.Sine, LeadDensity = 0.15,
            DrumLevel = 1, ChordLevel = 0.08, CutsOnBeat = 0.8, Shot = (0.8, 2.5),
        },
        ["jazz"] = new()
        {
            Tempo = (110, 180), Swing = 0.33, Hat = "x...x.x.x...x.x.", Snare = "......x.......x.", Bass = Quarters, Chord = "x.....x.........",
            Roots = [2, 7, 0, 9], Voicing = MajorSeventh, ChordTimbre = Timbre.Sine, LeadTimbre = Timbre.Brass, LeadDensity = 0.7,
            DrumLevel = 0.35, CutsOnBeat = 0.2, Shot = (3, 7),
        },
        ["metal"] = new()
        {
            Tempo = (130, 190), Kick = "xxxxxxxxxxxxxxxx", Snare = Backbeat, Hat = Eighths, Bass = "x.xxx.xxx.xxx.xx", Chord = "x.xxx.xxx.xxx.xx",
            Roots = [0, 0, 1, 3], Voicing = Power, ChordTimbre = Timbre.Guitar, LeadTimbre = Timbre.Guitar, Drive = 12, ChordLevel = 0.3,
            LeadDensity = 0.3, DrumLevel = 1, CutsOnBeat = 0.7, Shot = (0.6, 2),
        },
        ["pop"] = new()
        {
            Tempo = (95, 128), Kick = Quarters, Snare = Backbeat, Hat = Eighths, Bass = "x.....x.x.....x.", Chord = "x.......x.......",
            Roots = [0, 7, 9, 5], Voicing = Major, ChordTimbre = Timbre.Synth, LeadTimbre = Timbre.Synth, LeadDensity = 0.5,
            CutsOnBeat = 0.7, Shot = (1, 3),
        },
        ["reggae"] = new()
        {
            Tempo = (70, 90), Kick = "........x.......", Snare = "........x.......", Hat = Eighths, Bass = "x..x..x...x..x..", Chord = "..x...x...x...x.",
            Roots = [0, 5, 0, 7], Voicing = Major, ChordTimbre = Timbre.Pluck, LeadTimbre = Timbre.Organ, LeadDensity = 0.2,
            ChordLevel = 0.22, CutsOnBeat = 0.4, Shot = (2, 5),
        },
        ["rock"] = new()
        {
            Tempo = (110, 150), Kick = "x.....x.x.......", Snare = Backbeat, Hat = Eighths, Bass = Eighths, Chord = Eighths, Roots = [0, 10, 5, 0],
            Voicing = Power, ChordTimbre = Timbre.Guitar, LeadTimbre = Timbre.Guitar, Drive = 4, ChordLevel = 0.22, CutsOnBeat = 0.5, Shot = (1, 3.5),
        },
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
