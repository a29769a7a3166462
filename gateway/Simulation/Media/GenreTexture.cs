namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>How a genre is made to sound: patterns of 16 steps a bar ('x' strikes), harmony and timbres. A sketch of the genre for trials;
/// a classifier need not recognise it.</summary>
internal sealed record GenreTexture
{
    /// <summary>Beats per minute, lowest and highest.</summary>
    public required (int Low, int High) Tempo { get; init; }

    /// <summary>Delay of every second eighth, as a share of an eighth.</summary>
    public double Swing { get; init; }

    public string Kick { get; init; } = "................";

    public string Snare { get; init; } = "................";

    public string Hat { get; init; } = "................";

    public required string Bass { get; init; }

    public required string Chord { get; init; }

    /// <summary>Root of the chord of each bar, in semitones above the key.</summary>
    public required int[] Roots { get; init; }

    /// <summary>Notes of a chord, in semitones above its root.</summary>
    public required int[] Voicing { get; init; }

    public required Timbre ChordTimbre { get; init; }

    public required Timbre LeadTimbre { get; init; }

    /// <summary>Probability of a lead note at an eighth.</summary>
    public double LeadDensity { get; init; } = 0.4;

    /// <summary>Gain before soft clipping of the chords; 1 is clean.</summary>
    public double Drive { get; init; } = 1;

    public double DrumLevel { get; init; } = 0.8;

    public double ChordLevel { get; init; } = 0.15;

    /// <summary>Probability that a shot ends on a beat.</summary>
    public double CutsOnBeat { get; init; } = 0.5;

    /// <summary>Lengths of shots in seconds, shortest and longest.</summary>
    public (double Low, double High) Shot { get; init; } = (1, 4);
}
