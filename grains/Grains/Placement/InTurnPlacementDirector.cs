using Orleans.Runtime.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Takes the silos in turn, in the order of their addresses. Safe to call from any thread.</summary>
internal sealed class InTurnPlacementDirector : IPlacementDirector
{
    private uint turn;

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint)
            return Task.FromResult(hint);

        uint next = Interlocked.Increment(ref turn) % (uint)silos.Length;
        return Task.FromResult(silos.Order().ElementAt((int)next));
    }
}
