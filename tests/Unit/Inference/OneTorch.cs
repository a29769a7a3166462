using Xunit;

namespace MediaAnalytics.Tests.Unit.Inference;

/// <summary>Tests that build networks run one after the other: torch's random numbers, which training and every network's first weights draw from, are the process's.</summary>
[CollectionDefinition(Name)]
public sealed class OneTorch
{
    public const string Name = "torch";
}
