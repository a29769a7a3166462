using System.Net.Http.Headers;
using System.Text;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Grains.Catalogue.Importing;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Tests.Unit.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;

namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>The intake's endpoints behind a real Kestrel on a free port, over fakes in memory.</summary>
internal sealed class IntakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private IntakeServer(WebApplication app, FakeGrains grains, MemoryArtifacts artifacts, MemoryEventLog log, FakeGate gate)
    {
        (_app, Grains, Artifacts, Log, Gate) = (app, grains, artifacts, log, gate);
        Client = new() { BaseAddress = Address };
    }

    public FakeGrains Grains { get; }

    public MemoryArtifacts Artifacts { get; }

    public MemoryEventLog Log { get; }

    public FakeGate Gate { get; }

    public HttpClient Client { get; }

    public Uri Address => new(_app.Urls.Single());

    public IEnumerable<CatalogueEntry> Entries =>
        Grains.All<FakeMv>().Select(mv => mv.Record?.Entry).OfType<CatalogueEntry>().OrderBy(entry => entry.Id, StringComparer.Ordinal);

    /// <param name="held">Imports stand still until it completes.</param>
    /// <param name="settings">Configuration.</param>
    public static async Task<IntakeServer> StartAsync(Task? held = null, params (string Key, string Value)[] settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var (artifacts, log, gate, time) = (new MemoryArtifacts(), new MemoryEventLog(), new FakeGate(), new SteppedTime());
        IGrainFactory factory = FakeGrains.Create(out FakeGrains grains);
        DeepCopier<ImportGrainState> copier =
            new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<DeepCopier<ImportGrainState>>();
        grains.With<IMvGrain>(_ => new FakeMv())
            .With<IGenreModelsGrain>(_ => new FakeModels())
            .With<IRescoringGrain>(_ => new FakeRescoring())
            .With<IPartitionGrain>(key => new FakePartition(log, (int)(long)key))
            .With<IImportGrain>(key =>
            {
                var state = new MemoryState<ImportGrainState>(copier);
                return new FakeImport(
                    () => new((string)key, state, artifacts, factory, time, NullLogger.Instance, static () => { }), state, held ?? Task.CompletedTask);
            });
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(factory).AddSingleton<IArtifactStore>(artifacts).AddSingleton<IEventLog>(log)
            .AddSingleton<IIntakeGate>(gate).AddSingleton<TimeProvider>(time);
        builder.Services.AddIntake(builder.Configuration);
        builder.Services.AddGatewayKeys(builder.Configuration);
        WebApplication app = builder.Build();
        app.UseSameOriginWrites();
        app.UseGatewayKeys();
        app.MapIntake();
        await app.StartAsync();
        return new(app, grains, artifacts, log, gate);
    }

    /// <summary>Posts text.</summary>
    public async Task<HttpResponseMessage> PostAsync(string address, string body, string type, string? encoding = null) =>
        await PostAsync(address, Encoding.UTF8.GetBytes(body), type, encoding);

    /// <summary>Posts bytes.</summary>
    public async Task<HttpResponseMessage> PostAsync(string address, byte[] body, string type, string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return await Client.PostAsync(new Uri(address, UriKind.Relative), content);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
