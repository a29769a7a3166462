using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Genre;

/// <summary>
/// The genre models that there are, and which is to serve (key: 0). The accelerator silos ask it every few seconds, and tell it how they stand. A change is
/// durable when its call returns, in one write of registry and order.
/// </summary>
[Alias("ma.IGenreModelsGrain")]
public interface IGenreModelsGrain : IGrainWithIntegerKey
{
    /// <summary>Has a model serve; the one that serves already changes nothing.</summary>
    /// <param name="artifact">Key of its file in the artifact store; null for the model that each silo starts with.</param>
    /// <param name="version">Its version as its file says; null where <paramref name="artifact"/> is.</param>
    /// <param name="by">Who says so.</param>
    Task<ServingModel> ServeAsync(string? artifact, string? version, string by);

    /// <summary>Keeps a model to be served by its version, or has it serve at once. One that is registered already stays as it was registered.</summary>
    Task<ModelAnswer> RegisterAsync(RegisteredModel model, bool serve);

    /// <summary>Has a registered model serve.</summary>
    /// <param name="version">Its version, or a beginning of it that no other version has.</param>
    /// <param name="by">Who says so.</param>
    Task<ModelAnswer> PromoteAsync(string version, string by);

    /// <summary>Has the model of the order before serve again. Each call goes one order further back; the next order that is no rollback begins from there.</summary>
    /// <param name="from">The order in force, so that a call that is sent twice goes back once; null for whichever is.</param>
    /// <param name="by">Who says so.</param>
    Task<ModelAnswer> RollBackAsync(long? from, string by);

    /// <summary>Takes a model that neither serves nor can be gone back to out of the registry. Its file stays.</summary>
    /// <param name="version">Its whole version.</param>
    Task<ModelAnswer> RemoveAsync(string version);

    /// <summary>Takes a silo's word and answers which model is to serve. Once every silo serves it, the catalogue is scored anew.</summary>
    Task<ServingModel> ReportAsync(ModelReport report);

    /// <summary>How it stands.</summary>
    [AlwaysInterleave]
    Task<ModelsStatus> GetAsync();
}
