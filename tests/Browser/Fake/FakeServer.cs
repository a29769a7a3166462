using System.Net;
using System.Net.Sockets;
using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Gateway.Dashboard;
using MediaAnalytics.Gateway.Dashboard.Feed;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Keys.Management;
using MediaAnalytics.Gateway.Keys.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Tests.Browser.Fake;

/// <summary>The page and its feed over invented figures. It can go away and come back at the same address.</summary>
internal sealed class FakeServer(SyntheticView view) : IAsyncDisposable
{
    private readonly int _port = FreePort();
    private WebApplication? _app;

    public Uri Url => new($"http://127.0.0.1:{_port}/");

    public SyntheticView View => view;

    /// <summary>The key of the configuration, where keys are asked for; null: they are not.</summary>
    public string? AdminKey { get; init; }

    /// <summary>The keys that were made.</summary>
    public IApiKeysGrain Book { get; private set; } = null!;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(Url.ToString());
        builder.Services.AddSingleton<ISnapshotSource>(new GrainSnapshotSource(() => view, () => view.Books, view.Silos, TimeProvider.System));
        builder.Services.AddDashboard(new() { PollInterval = TimeSpan.FromMilliseconds(200), RefreshInterval = TimeSpan.FromSeconds(1) });
        builder.Configuration["Keys:Required"] = AdminKey is null ? "false" : "true";
        builder.Configuration["Keys:Admin"] = AdminKey;
        builder.Services.AddSingleton(FakeBook.Create(out IApiKeysGrain book));
        builder.Services.AddProblemDetails();
        builder.Services.AddGatewayKeys(builder.Configuration);
        Book = book;
        _app = builder.Build();
        _app.UseSameOriginWrites();
        _app.UseGatewayKeys();
        _app.MapDashboard();
        _app.MapSessions();
        _app.MapKeys();
        await _app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_app is null)
            return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public Task ChangeAsync()
    {
        view.Advance();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
