using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Genre.Serving;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Models;

/// <summary>The registry and its orders, through the grain that keeps them.</summary>
public sealed class ModelRegistryTests
{
    private static readonly string[] Labels = ["x", "y"];

    private readonly FakeModels _models = new();

    [Fact]
    public async Task AModelIsRegisteredOnceAndItsVersionIsItsOwn()
    {
        ModelAnswer first = await _models.RegisterAsync(Model("a-1"), serve: false);
        Assert.Equal((ModelOutcome.Done, 0, Model("a-1") with { RegisteredAt = _models.Time.GetUtcNow() }), (first.Outcome, first.Serving.Sequence, first.Model));
        _models.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first.Model, (await _models.RegisterAsync(Model("a-1") with { RegisteredBy = "another" }, serve: false)).Model);
        Assert.Equal(ModelOutcome.VersionTaken, (await _models.RegisterAsync(Model("a-1") with { Artifact = "models/other" }, serve: true)).Outcome);
        Assert.Equal(0, _models.Serving.Sequence);
        Assert.Equal([first.Model!], (await _models.GetAsync()).Versions!);
    }

    [Fact]
    public async Task RegisteringAndServingIsOneWrite()
    {
        int writes = 0;
        _models.State.Writing = () => writes++;
        Assert.Equal((1, "a-1"), Order((await _models.RegisterAsync(Model("a-1"), serve: true)).Serving));
        await _models.RegisterAsync(Model("a-1"), serve: true);
        Assert.Equal(1, writes);
        await _models.State.ReadStateAsync();
        Assert.Equal(((1, "a-1"), 1), (Order(_models.Serving), _models.State.State.Versions.Length));
    }

    [Fact]
    public async Task ABeginningThatNoOtherVersionHasNamesAModel()
    {
        foreach (string version in new[] { "a-1", "a-12", "b-3" }) await _models.RegisterAsync(Model(version), serve: false);
        Assert.Equal(ModelOutcome.Ambiguous, (await _models.PromoteAsync("a-", "me")).Outcome);
        Assert.Equal(ModelOutcome.Unknown, (await _models.PromoteAsync("c", "me")).Outcome);
        Assert.Equal(0, _models.Serving.Sequence);
        Assert.Equal((1, "a-1"), Order((await _models.PromoteAsync("a-1", "me")).Serving));
        ModelAnswer promoted = await _models.PromoteAsync("b", "me");
        Assert.Equal(((2, "b-3"), "me", "models/b-3"), (Order(promoted.Serving), promoted.Serving.By, promoted.Serving.Artifact));
        Assert.Equal((2, "b-3"), Order((await _models.PromoteAsync("b-3", "another")).Serving));
    }

    [Fact]
    public async Task ARollbackGoesOneOrderFurtherBackEachTimeAndAPromotionBeginsAnew()
    {
        await ServeAsync("a-1", "b-2", "c-3");
        Assert.Equal((4, "b-2"), await BackAsync());
        Assert.Equal("c-3", (await _models.GetAsync()).Previous!.Version);
        Assert.Equal((5, "a-1"), await BackAsync());
        await _models.PromoteAsync("c-3", "me");
        Assert.Equal((7, "a-1"), await BackAsync());
        Assert.Equal((8, null), await BackAsync());
        Assert.Null(_models.Serving.Artifact);
        ModelAnswer end = await _models.RollBackAsync(null, "me");
        Assert.Equal((ModelOutcome.NoneBefore, 8), (end.Outcome, end.Serving.Sequence));
        Assert.Null((await _models.GetAsync()).RollsBackTo);
    }

    [Fact]
    public async Task ARollbackThatIsSentTwiceGoesBackOnce()
    {
        await ServeAsync("a-1", "b-2", "c-3");
        for (int i = 0; i < 2; i++)
        {
            ModelAnswer back = await _models.RollBackAsync(3, "me");
            Assert.Equal((ModelOutcome.Done, (4, "b-2"), "b-2"), (back.Outcome, Order(back.Serving), back.Model?.Version));
        }

        Assert.Equal((4, "b-2"), Order(_models.Serving));
        Assert.Equal(ModelOutcome.Overtaken, (await _models.RollBackAsync(2, "me")).Outcome);
        await ServeAsync("d-5");
        Assert.Equal(ModelOutcome.Overtaken, (await _models.RollBackAsync(3, "me")).Outcome);
        Assert.Equal(ModelOutcome.Overtaken, (await _models.RollBackAsync(4, "me")).Outcome);
        Assert.Equal((5, "d-5"), Order(_models.Serving));
    }

    [Fact]
    public async Task SoManyOrdersCanBeGoneBackTo()
    {
        for (int i = 0; i < ModelLimits.MaxPast + 5; i++) await ServeAsync($"m-{i}");
        for (int i = 1; i <= ModelLimits.MaxPast; i++) Assert.Equal($"m-{ModelLimits.MaxPast + 4 - i}", (await BackAsync()).Version);
        Assert.Equal(ModelOutcome.NoneBefore, (await _models.RollBackAsync(null, "me")).Outcome);
    }

    [Fact]
    public async Task AStateOfBeforeRollbacksGoesBackToItsPreviousOrder()
    {
        _models.State.State = new() { Serving = new(5, "models/b", "b", null, "x"), Previous = new(4, "models/a", "a", null, "x") };
        Assert.Equal("a", (await _models.GetAsync()).RollsBackTo!.Version);
        Assert.Equal((6, "a"), await BackAsync());
        Assert.Equal(ModelOutcome.NoneBefore, (await _models.RollBackAsync(null, "me")).Outcome);
    }

    [Fact]
    public async Task AFullRegistrySaysSoUntilAModelIsTakenOut()
    {
        for (int i = 0; i < ModelLimits.MaxVersions; i++) await _models.RegisterAsync(Model($"m-{i}"), serve: false);
        await _models.PromoteAsync("m-7", "me");
        await _models.PromoteAsync("m-8", "me");
        Assert.Equal(ModelOutcome.Full, (await _models.RegisterAsync(Model("n"), serve: true)).Outcome);
        Assert.Equal((2, "m-8"), Order(_models.Serving));
        Assert.Equal(ModelOutcome.InUse, (await _models.RemoveAsync("m-7")).Outcome);
        Assert.Equal(ModelOutcome.InUse, (await _models.RemoveAsync("m-8")).Outcome);
        Assert.Equal(ModelOutcome.Unknown, (await _models.RemoveAsync("m-")).Outcome);
        Assert.Equal("m-9", (await _models.RemoveAsync("m-9")).Model!.Version);
        Assert.Equal((3, "n"), Order((await _models.RegisterAsync(Model("n"), serve: true)).Serving));
    }

    [Fact]
    public async Task AWriteThatFailsChangesNothing()
    {
        await ServeAsync("a-1", "b-2");
        await _models.RegisterAsync(Model("c-3"), serve: false);
        GenreModelsState before = _models.State.State;
        _models.State.Writing = () => throw new IOException("full");
        foreach (Func<Task> change in new Func<Task>[]
        {
            () => _models.RegisterAsync(Model("d-4"), serve: true), () => _models.PromoteAsync("c-3", "me"), () => _models.RollBackAsync(null, "me"),
            () => _models.RemoveAsync("c-3"), () => _models.ServeAsync(null, null, "me"),
        })
        {
            await Assert.ThrowsAsync<IOException>(change);
            Assert.Same(before, _models.State.State);
        }
    }

    private static RegisteredModel Model(string version) => new(version, $"models/{version}", 10, Labels, "c", true, null, default, "me");

    private static (long Sequence, string? Version) Order(ServingModel order) => (order.Sequence, order.Version);

    private async Task ServeAsync(params string[] versions)
    {
        foreach (string version in versions) await _models.RegisterAsync(Model(version), serve: true);
    }

    private async Task<(long Sequence, string? Version)> BackAsync() => Order((await _models.RollBackAsync(null, "me")).Serving);
}
