using MediaAnalytics.Contracts.Placement;

namespace MediaAnalytics.Gateway.Cluster;

/// <summary>What the gateway knows of the processes and stores behind it. Callers on any thread.</summary>
/// <param name="list">Asks for the silos.</param>
/// <param name="clustered">Whether there is a cluster.</param>
/// <param name="notices">What every user should know of the stores.</param>
internal sealed class ClusterSilos(Func<Task<SiloReport[]>> list, bool clustered, Func<IReadOnlyList<string>> notices)
{
    public IReadOnlyList<string> Notices => notices();

    /// <summary>The whole list.</summary>
    public async Task<ClusterJson> ReadAsync() => new(clustered, [.. (await list()).Select(ClusterSiloJson.Of)], Notices);

    /// <summary>How many silos work in each role; null where there is no cluster.</summary>
    public async Task<IReadOnlyList<RoleCountJson>?> CountAsync() => clustered ? RoleCountJson.Of(await list()) : null;
}
