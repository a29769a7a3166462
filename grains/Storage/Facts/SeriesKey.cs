namespace MediaAnalytics.Storage.Facts;

/// <summary>What one source reports of one MV on one platform.</summary>
public readonly record struct SeriesKey(string Mv, string Platform, string Source);
