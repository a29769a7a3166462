namespace MediaAnalytics.Inference.Training;

/// <summary>What may be varied of a crop in training. Where in the clip it lies is always random.</summary>
[Flags]
internal enum Augmentations
{
    None = 0,

    /// <summary>Played up to a fifth faster or slower.</summary>
    Speed = 1,

    /// <summary>Shifted up to three mel bands.</summary>
    Shift = 2,

    /// <summary>A smooth random equaliser, which is gain, too.</summary>
    Equaliser = 4,

    /// <summary>Stripes of time and of mel blanked.</summary>
    Stripes = 8,

    /// <summary>What is varied by default.</summary>
    Usual = Speed | Shift | Equaliser | Stripes,
}
