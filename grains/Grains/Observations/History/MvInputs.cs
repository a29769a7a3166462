using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>Everything in a partition's log, up to an offset, that concerns one MV. Each list is in log order.</summary>
/// <param name="Readings">Its readings, raw.</param>
/// <param name="Epochs">Every declared break of definition, on any platform; each id once.</param>
/// <param name="Records">The versions of its record.</param>
internal sealed record MvInputs(
    FactReading[] Readings, (long Offset, DefinitionEpoch Epoch)[] Epochs, (long Offset, MvRecord Record)[] Records);
