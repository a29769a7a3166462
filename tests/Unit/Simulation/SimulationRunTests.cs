using MediaAnalytics.Gateway.Simulation;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Simulation;

public sealed class SimulationRunTests : IDisposable
{
    private static readonly string[] Names =
        ["catalogue.csv", "observations.jsonl", "tally.json", "truth.json", "README.txt", "simulation.json"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EqualOptionsGiveEqualBytes()
    {
        await Simulations.WriteAsync(_folder["a"], Simulations.Small);
        await Simulations.WriteAsync(_folder["b"], Simulations.Small);
        foreach (var name in Names) Assert.Equal(Bytes("a", name), Bytes("b", name));
    }

    [Fact]
    public async Task AnotherSeedGivesOtherBytes()
    {
        await Simulations.WriteAsync(_folder["a"], Simulations.Small);
        await Simulations.WriteAsync(_folder["b"], Simulations.Small with { Seed = 43 });
        Assert.NotEqual(Bytes("a", "catalogue.csv"), Bytes("b", "catalogue.csv"));
        Assert.NotEqual(Bytes("a", "observations.jsonl"), Bytes("b", "observations.jsonl"));
    }

    [Fact]
    public async Task AnMvIsTheSameWhateverTheirNumber()
    {
        await Simulations.WriteAsync(_folder["few"], Simulations.Small);
        await Simulations.WriteAsync(_folder["many"], Simulations.Small with { Mvs = 90 });
        Assert.Equal(Lines("few", "catalogue.csv"), Lines("many", "catalogue.csv").Take(31));
        Assert.Equal(
            Lines("few", "observations.jsonl"),
            Lines("many", "observations.jsonl").Where(l => string.CompareOrdinal(l, 7, "mv-0000030", 0, 10) < 0));
    }

    [Fact]
    public async Task AStoppedRunGoesOnToTheSameBytes()
    {
        await Simulations.WriteAsync(_folder["whole"], Simulations.Small);
        await Simulations.WriteAsync(_folder["stopped"], Simulations.Small);
        File.Delete(Path.Combine(_folder["stopped"], "tally.json"));
        File.Move(Path.Combine(_folder["stopped"], "observations.jsonl"), Path.Combine(_folder["stopped"], "observations.jsonl.part"));
        await Simulations.WriteAsync(_folder["stopped"], Simulations.Small);
        foreach (var name in Names) Assert.Equal(Bytes("whole", name), Bytes("stopped", name));
    }

    [Fact]
    public async Task AFolderOfAnotherSimulationIsRefused()
    {
        await Simulations.WriteAsync(_folder["a"], Simulations.Small);
        Assert.Equal("out-other-simulation", (await TryWriteAsync("a", Simulations.Small with { Days = 6 }))?.Code);
    }

    [Fact]
    public async Task AFolderOfOtherThingsIsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(_folder["a"]);
        await File.WriteAllTextAsync(Path.Combine(_folder["a"], "thesis.txt"), "mine", TestContext.Current.CancellationToken);
        Assert.Equal("out-not-empty", (await TryWriteAsync("a", Simulations.Small))?.Code);
        Assert.Single(Directory.GetFileSystemEntries(_folder["a"]));
    }

    [Fact]
    public async Task GroupsBoundMemoryYetHoldEveryMv()
    {
        // Hourly readings for 3,650 days put 1 or 2 MVs into a group.
        var options = Simulations.Small with { Mvs = 5, Days = 3_650, EveryHours = 1 };
        Assert.InRange(options.GroupSize, 1, 4);
        await Simulations.WriteAsync(_folder["a"], options with { EveryHours = 24 });
        Assert.Equal(6, Lines("a", "catalogue.csv").Length);
    }

    private Task<SimulationError?> TryWriteAsync(string name, SimulationOptions options) =>
        SimulationRun.WriteAsync(_folder[name], options, new Simulations.Silence(), TestContext.Current.CancellationToken);

    private byte[] Bytes(string folder, string name) => File.ReadAllBytes(Path.Combine(_folder[folder], name));

    private string[] Lines(string folder, string name) => File.ReadAllLines(Path.Combine(_folder[folder], name));
}
