using MediaAnalytics.Contracts;

namespace MediaAnalytics.Tests.Cluster.Stores;

[GenerateSerializer, Alias("ma.tests.WorkState")]
public sealed class WorkState : IHasDueWork
{
    [Id(0)]
    public string Text { get; set; } = string.Empty;

    [Id(1)]
    public DateTimeOffset? DueAt { get; set; }
}
