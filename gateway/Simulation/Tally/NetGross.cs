namespace MediaAnalytics.Gateway.Simulation.Tally;

/// <summary>The two totals of a counter. Net is the newest value; gross is the first value and every rise since.</summary>
internal sealed record NetGross
{
    public long Net { get; set; }

    public long Gross { get; set; }

    public void Add(long net, long gross) => (Net, Gross) = (Net + net, Gross + gross);
}
