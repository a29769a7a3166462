using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Storage.Relations;
using Orleans.Storage;

namespace MediaAnalytics.Tests.Cluster.Stores;

/// <summary>Where a test's grain states, due times and relations are. One caller at a time.</summary>
internal interface IStateRig : IAsyncDisposable
{
    IGrainStorage Storage { get; }

    IWorkIndex Index { get; }

    IRelationStore Relations { get; }

    /// <summary>Opens them, before any is asked for.</summary>
    Task OpenAsync();
}
