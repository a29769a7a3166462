namespace MediaAnalytics.Silo.Lab;

/// <summary>One epoch of a training: its mean loss, the seconds it took, and the accuracy on the judged tracks where it was looked at.</summary>
internal sealed record LabEpoch(int Epoch, double Loss, double Seconds, double? Accuracy);
