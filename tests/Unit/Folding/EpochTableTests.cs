using CsCheck;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;

namespace MediaAnalytics.Tests.Unit.Folding;

public sealed class EpochTableTests
{
    private static readonly Gen<DefinitionEpoch> Epoch = Gen.Select(
        Gen.Int[1, 40], Gen.Bool.Select(static first => first ? "youtube" : "vimeo"), Gen.Int[0, 20], Gen.Enum<Counter>(),
        static (id, platform, hour, counter) => Declared(id, platform, Now.AddHours(hour), counter).Epoch);

    [Fact]
    public void BreaksAreThoseBetweenTwoInstantsInWhateverOrderTheyWereDeclared() =>
        Gen.Select(Epoch.Array[0, 30], Gen.Int[-1, 21], Gen.Int[-1, 21]).Sample((epochs, after, upTo) =>
        {
            var table = new EpochTable();
            foreach (DefinitionEpoch epoch in epochs)
                Assert.Equal(table.Declared.All(known => known.Id != epoch.Id), table.Add(epoch));
            int expected = table.Declared
                .Where(epoch => epoch.Platform == "youtube" && epoch.At > Now.AddHours(after) && epoch.At <= Now.AddHours(upTo))
                .SelectMany(epoch => epoch.Counters).Aggregate(0, (mask, counter) => mask | (1 << (int)counter));
            Assert.Equal(expected, table.Broken("youtube", Now.AddHours(after).UtcTicks, Now.AddHours(upTo).UtcTicks));
        });
}
