namespace MediaAnalytics.Storage.EventLog;

/// <summary>
/// What the stream delivers to a partition: entries in order with the offset before the first. A partition whose cursor is another reads the log itself,
/// so redelivery, reordering and loss are harmless.
/// </summary>
/// <param name="After">Offset before the first entry.</param>
/// <param name="Entries">Encoded events at offsets After + 1, After + 2, …</param>
[GenerateSerializer, Immutable, Alias("ma.LogDelivery")]
public sealed record LogDelivery([property: Id(0)] long After, [property: Id(1)] byte[][] Entries);
