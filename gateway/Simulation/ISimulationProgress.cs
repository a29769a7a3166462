namespace MediaAnalytics.Gateway.Simulation;

/// <summary>Hears how far a simulation is. May be called from any thread.</summary>
internal interface ISimulationProgress
{
    /// <summary><paramref name="mvs"/> more MVs of <paramref name="total"/> are done in a stage.</summary>
    void Advance(string stage, int mvs, int total);

    /// <summary>The stage is done.</summary>
    void Finish(string stage, int total);
}
