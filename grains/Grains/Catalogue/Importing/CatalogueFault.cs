namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Why a catalogue as a whole can't be imported.</summary>
internal sealed record CatalogueFault(string Code, string Message);
