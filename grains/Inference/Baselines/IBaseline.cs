namespace MediaAnalytics.Inference.Baselines;

/// <summary>A classifier that the genre network is measured against.</summary>
internal interface IBaseline
{
    /// <summary>Its name in reports.</summary>
    string Name { get; }

    /// <summary>Learns from <paramref name="training"/> alone; the same table gives the same figures, whatever was learnt before.</summary>
    IFittedBaseline Fit(FeatureTable training, CancellationToken cancellation);
}
