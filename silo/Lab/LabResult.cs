namespace MediaAnalytics.Silo.Lab;

/// <summary>What a fit came to.</summary>
/// <param name="Task">The fit.</param>
/// <param name="Settings">All that it was made under, in one line: another line is another fit.</param>
/// <param name="Seconds">Time that the fit took on one core, beside the others that ran then; seconds.</param>
/// <param name="Parameters">Numbers that were learnt; null where that says nothing.</param>
/// <param name="FlopsPerClip">Floating-point operations of scoring one 30-s clip; null where that says nothing.</param>
/// <param name="Curve">Epoch, mean loss, and accuracy on the judged tracks where it was looked at.</param>
/// <param name="Tracks">The judged tracks.</param>
/// <param name="OneTile">The same, judged by the middle tile of each clip alone; null where there are no tiles.</param>
internal sealed record LabResult(
    LabTask Task, string Settings, double Seconds, long? Parameters, long? FlopsPerClip, IReadOnlyList<LabEpoch> Curve, IReadOnlyList<LabAnswer> Tracks,
    IReadOnlyList<LabAnswer>? OneTile = null);
