using System.Net.Http.Headers;
using System.Net.Http.Json;
using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Gateway.Dashboard.Feed;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Keys.Management;
using MediaAnalytics.Gateway.Keys.Ring;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Grains.Keys;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Tests.Unit.Gateway.Dashboard;
using MediaAnalytics.Tests.Unit.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Keys;

/// <summary>The whole gateway, asking for keys, behind a real Kestrel on a free port; the real book of keys, everything else in memory.</summary>
internal sealed class KeyedServer : IAsyncDisposable
{
    public const string Admin = "bootstrap-0123456789-abcdefghijkl";

    private readonly WebApplication _app;

    private KeyedServer(WebApplication app, FakeKeys book, HandTime time) => (_app, Book, Time) = (app, book, time);

    public FakeKeys Book { get; }

    public HandTime Time { get; }

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    public KeyRing Ring => Services.GetRequiredService<KeyRing>();

    public IEnumerable<RouteEndpoint> Endpoints => Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<KeyedServer> StartAsync(params (string Key, string Value)[] settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("Keys:Required", (string?)"true"), KeyValuePair.Create("Keys:Admin", (string?)Admin)]);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var time = new HandTime();
        var log = new MemoryEventLog();
        DeepCopier<ApiKeysState> copier = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<DeepCopier<ApiKeysState>>();
        var book = new FakeKeys(new ApiKeysGrain(new MemoryState<ApiKeysState>(copier), time));
        IGrainFactory factory = FakeGrains.Create(out FakeGrains grains);
        grains.With<IApiKeysGrain>(_ => book);
        builder.Services.AddSingleton(factory).AddSingleton<IArtifactStore>(new MemoryArtifacts()).AddSingleton<IEventLog>(log).AddSingleton<TimeProvider>(time)
            .AddSingleton<PartitionProgress>().AddSingleton<ISnapshotSource>(new ScriptedSource());
        builder.Services.AddGateway(builder.Configuration);
        builder.Services.AddSingleton<IIntakeGate>(new FakeGate());
        builder.Services.AddGatewayKeys(builder.Configuration);
        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseTrustedProxies();
        app.UseSameOriginWrites();
        app.UseGatewayKeys();
        app.MapGateway();
        await app.StartAsync(Cancellation);
        var server = new KeyedServer(app, book, time);
        await server.RefreshAsync();
        return server;
    }

    /// <summary>Asks the book, as every process does every two seconds.</summary>
    public Task RefreshAsync() => Services.GetRequiredService<KeyRingRefresh>().ReadNowAsync(Cancellation);

    /// <summary>A client with a key, or without; it follows no redirect and keeps no cookie.</summary>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Makes a key through the API.</summary>
    public async Task<CreatedKeyJson> CreateAsync(string name, int? days, params string[] scopes)
    {
        using HttpClient admin = Client(Admin);
        using HttpResponseMessage response = await admin.PostAsJsonAsync("v1/keys", new { name, scopes, expiresInDays = days }, Cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<CreatedKeyJson>(Cancellation))!;
    }

    /// <summary>Revokes a key through the API.</summary>
    public async Task RevokeAsync(string id)
    {
        using HttpClient admin = Client(Admin);
        using HttpResponseMessage response = await admin.DeleteAsync(new Uri($"v1/keys/{id}", UriKind.Relative), Cancellation);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
