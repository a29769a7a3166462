using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Catalogue.Importing;
using MediaAnalytics.Grains.Genre.Rescoring;
using MediaAnalytics.Grains.Genre.Serving;
using MediaAnalytics.Grains.Keys;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Wire;

/// <summary>
/// Grain states as a store holds them: the bytes of version 1 are read by every later version. A state that gets a new member gets a new golden value
/// beside the old one, which stays.
/// </summary>
public sealed class StoredStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Unit", "Wire", "states");

    private static MvRecord Record => new()
    {
        Entry = new()
        {
            Id = "mv1", Title = "Été", Track = "t1", Creators = ["c1", "c2"], DeclaredGenre = "rock", Media = "a.mp4", MediaHash = new string('a', 64),
            Story = new(),
        },
        Version = 7,
        Stage = MvStage.Classifying,
        Problem = new(MvStage.Classifying, "genre.busy", "full", 2, Noon),
        Posterior = new("m1", ["pop", "rock"], [400_000, 600_000]),
        PosteriorMedia = new string('b', 64),
        MediaSeconds = 181.5,
        UpdatedAt = Noon,
    };

    [Fact]
    public async Task AnMvsStateOfASecondVersionReads()
    {
        MvState state = await GoldenAsync("mv-2", new MvState { Record = Record, PosteriorSequence = 9, Origin = "00-aa-bb-01" });
        Assert.Equal((7, 9, "00-aa-bb-01"), (state.Record!.Version, state.PosteriorSequence, state.Origin));
    }

    [Fact]
    public async Task AnMvsStateOfAThirdVersionReads()
    {
        MvState state = await GoldenAsync("mv-3", new MvState { Record = Record, Attempts = 2, Setbacks = 11 });
        Assert.Equal((7, 2, 11), (state.Record!.Version, state.Attempts, state.Setbacks));
    }

    [Fact]
    public async Task TheKeysStateReads()
    {
        ApiKeysState state = await GoldenAsync("keys-1", new ApiKeysState
        {
            Version = 4, Keys = [new("id1", "name", ApiKeyScopes.Read | ApiKeyScopes.Ingest, [1, 2, 3], Noon, "admin", Noon.AddDays(1), Noon.AddDays(2))],
        });
        ApiKeyRecord key = Assert.Single(state.Keys);
        Assert.Equal((4, "id1", "name", ApiKeyScopes.Read | ApiKeyScopes.Ingest), (state.Version, key.Id, key.Name, key.Scopes));
        Assert.Equal([1, 2, 3], key.SecretSha256);
        Assert.Equal((Noon, "admin", Noon.AddDays(1), Noon.AddDays(2)), (key.CreatedAt, key.CreatedBy, key.ExpiresAt, key.RevokedAt));
    }

    [Fact]
    public async Task TheModelsStateReads()
    {
        var serving = new ServingModel(5, "models/aa", "m2", Noon, "admin");
        GenreModelsState state = await GoldenAsync("models-1", new GenreModelsState { Serving = serving, Previous = ServingModel.None });
        Assert.Equal((serving, ServingModel.None), (state.Serving, state.Previous));
        Assert.Empty(state.Versions);
        Assert.Null(state.Past);
    }

    [Fact]
    public async Task AModelsStateOfASecondVersionReads()
    {
        GenreModelsState state = await GoldenAsync("models-2", new GenreModelsState { Serving = ServingModel.None, Scored = "m2", ScoredUnder = 5 });
        Assert.Equal((ServingModel.None, "m2", 5), (state.Serving, state.Scored, state.ScoredUnder));
    }

    [Fact]
    public async Task AModelsStateOfAThirdVersionReads()
    {
        var model = new RegisteredModel("m2", "models/aa", 740_000, ["pop", "rock"], "logmel1", true, """{"accuracy":0.5}""", Noon, "admin");
        GenreModelsState state = await GoldenAsync("models-3", new GenreModelsState { Versions = [model], Past = [new(4, "models/bb", "m1", Noon, "admin")] });
        RegisteredModel read = Assert.Single(state.Versions);
        Assert.Equal(model, read with { Labels = model.Labels });
        Assert.Equal(model.Labels, read.Labels);
        Assert.Equal([new(4, "models/bb", "m1", Noon, "admin")], state.Past!);
    }

    [Fact]
    public async Task ARescoringsStateReads()
    {
        var sample = new RescoringState
        {
            Version = "m2", Sequence = 5, StartedAt = Noon, EndedAt = Noon.AddHours(1), Pass = 2, Partition = 3, Epoch = 7, From = 400, Before = new(10, 1, 2),
            Here = new(3, 0, 1), Total = 99, Waits = 4, Waiting = "busy", DueAt = Noon.AddSeconds(5), PassFrom = Noon.AddSeconds(1),
        };
        Assert.Equivalent(sample, await GoldenAsync("rescoring-1", sample), strict: true);
    }

    [Fact]
    public async Task ALinksRowOfASecondVersionReads()
    {
        MvLink link = await GoldenAsync("link-2", new MvLink("mv1", 7, "Été", new("m1", ["pop"], [1_000_000]), ModelOrder: 6));
        Assert.Equal(("mv1", 7, 6), (link.Mv, link.Version, link.ModelOrder));
    }

    [Fact]
    public async Task AnMvsStateReads()
    {
        MvState state = await GoldenAsync("mv-1", new MvState
        {
            Record = Record, OutboxDue = Noon, StageDue = Noon.AddSeconds(5), Attempts = 3, Artifact = "logmel/x/aa/bb", ToldTracks = ["t0", "t1"], ToldCreators = ["c1"],
        });
        Assert.Equal((Noon, Noon.AddSeconds(5), 3, "logmel/x/aa/bb"), (state.OutboxDue, state.StageDue, state.Attempts, state.Artifact));
        Assert.Equal(["t0", "t1"], state.ToldTracks);
        Assert.Equal(["c1"], state.ToldCreators);
        MvRecord read = state.Record!;
        Assert.Equal((7, MvStage.Classifying, 181.5, Noon), (read.Version, read.Stage, read.MediaSeconds, read.UpdatedAt));
        Assert.Equal(("mv1", "Été", "t1", "rock"), (read.Entry.Id, read.Entry.Title, read.Entry.Track, read.Entry.DeclaredGenre));
        Assert.Equal(Record.Problem, read.Problem);
        Assert.Equal([400_000, 600_000], read.Posterior!.Weights);
    }

    [Fact]
    public async Task AnImportsStateReads()
    {
        ImportGrainState state = await GoldenAsync("import-1", new ImportGrainState
        {
            Request = new("imports/spool-1/catalogue", "catalogue.csv", CatalogueFormat.Csv, null, DryRun: true),
            Status = new() { Id = "i1", FileName = "catalogue.csv", DryRun = true, StartedAt = Noon, State = ImportState.Running, BytesTotal = 99 },
            Position = 42, QuarantineChunks = 2, Failures = 1, DueAt = Noon,
        });
        Assert.Equal((42, 2, 1, Noon), (state.Position, state.QuarantineChunks, state.Failures, state.DueAt));
        Assert.Equal(("imports/spool-1/catalogue", true), (state.Request!.Artifact, state.Request.DryRun));
        Assert.Equal(("i1", ImportState.Running, 99), (state.Status!.Id, state.Status.State, state.Status.BytesTotal));
    }

    [Fact]
    public async Task ALinksRowReads()
    {
        MvLink link = await GoldenAsync("link-1", new MvLink("mv1", 7, "Été", new("m1", ["pop"], [1_000_000])));
        Assert.Equal(("mv1", 7, "Été", "m1"), (link.Mv, link.Version, link.Title, link.Posterior!.Model));
    }

    /// <summary>Reads the stored bytes; writes them first where they are not there and an update is asked for.</summary>
    private static async Task<T> GoldenAsync<T>(string name, T sample)
    {
        string file = Path.Combine(Folder, name + ".hex");
        if (Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_UPDATE_WIRE") == "1" && !File.Exists(file))
        {
            Directory.CreateDirectory(Folder);
            await File.WriteAllTextAsync(file, Convert.ToHexStringLower(Serializer.SerializeToArray(sample)) + "\n", TestContext.Current.CancellationToken);
        }

        byte[] golden = Convert.FromHexString((await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim());
        return Serializer.Deserialize<T>(golden)!;
    }
}
