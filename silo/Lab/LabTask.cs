namespace MediaAnalytics.Silo.Lab;

/// <summary>One fit: a method on an input of one part of a set.</summary>
/// <param name="Set">Name of the set.</param>
/// <param name="Part">Name of the part.</param>
/// <param name="Split">The part's split.</param>
/// <param name="Method">A key of <see cref="LabMethods"/>.</param>
/// <param name="Input">One of <see cref="LabInputs"/>.</param>
/// <param name="Seed">Seed of everything random.</param>
internal sealed record LabTask(string Set, string Part, string Split, string Method, string Input, int Seed)
{
    /// <summary>A name for a file.</summary>
    public string Key => $"{Set}.{Split}.{FileNames.Safe(Part)}.{Method}.{Input}.{Seed}";
}
