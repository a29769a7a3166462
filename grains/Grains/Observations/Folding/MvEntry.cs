namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>An MV within its partition. Blittable.</summary>
internal struct MvEntry
{
    /// <summary>Version of the record that gave it its dimensions; 0 until the catalogue holds it.</summary>
    public long Version;

    /// <summary>Handles of id and title.</summary>
    public long Id, Title;

    /// <summary>Place of its dimensions; -1 where it is not catalogued, or withdrawn: then it stays outside every answer.</summary>
    public int Dimensions;

    /// <summary>Its newest series; -1 where it has none.</summary>
    public int FirstSeries;

    /// <summary>Distinct instants of all its series.</summary>
    public int Readings;

    /// <summary>Its <see cref="Contracts.Catalogue.MvStage"/>.</summary>
    public int Stage;
}
