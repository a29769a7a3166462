namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>Where an MV stands on its way from catalogue row to recognised genre. A withdrawn one stands still where it was.</summary>
[GenerateSerializer, Alias("ma.MvStage")]
public enum MvStage
{
    /// <summary>In the catalogue, without media: it keeps its declared genre.</summary>
    Catalogued = 0,

    /// <summary>Names a media file that has not been uploaded.</summary>
    AwaitingMedia = 1,

    /// <summary>Its media waits to be decoded, or is being decoded.</summary>
    Decoding = 2,

    /// <summary>Its spectrogram waits to be scored, or is being scored.</summary>
    Classifying = 3,

    /// <summary>Its genre has been recognised.</summary>
    Classified = 4,

    /// <summary>A stage gave up; the record says which and why.</summary>
    Failed = 5,

    /// <summary>Its spectrogram waits for a silo with an accelerator; none is up.</summary>
    AwaitingAccelerator = 6,
}
