using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Genre;

/// <summary>Which genre model is to serve (key: 0). The accelerator silos ask it every few seconds, and tell it how they stand.</summary>
[Alias("ma.IGenreModelsGrain")]
public interface IGenreModelsGrain : IGrainWithIntegerKey
{
    /// <summary>Has a model serve. Durable when it returns; the one that serves already changes nothing.</summary>
    /// <param name="artifact">Key of its file in the artifact store; null for the model that each silo starts with.</param>
    /// <param name="version">Its version as its file says; null where <paramref name="artifact"/> is.</param>
    /// <param name="by">Who says so.</param>
    Task<ServingModel> ServeAsync(string? artifact, string? version, string by);

    /// <summary>Takes a silo's word and answers which model is to serve. Once every silo serves it, the catalogue is scored anew.</summary>
    Task<ServingModel> ReportAsync(ModelReport report);

    /// <summary>How it stands.</summary>
    [AlwaysInterleave]
    Task<ModelsStatus> GetAsync();
}
