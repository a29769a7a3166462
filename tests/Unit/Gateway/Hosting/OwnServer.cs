using System.Net;
using System.Net.Sockets;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Tests.Unit.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Tests.Unit.Gateway.Hosting;

/// <summary>A host as every process builds it, with one endpoint of its own, <c>/api</c>, and a check of four partitions.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client = new();

    private OwnServer(WebApplication app) => this.app = app;

    /// <summary>The API's address.</summary>
    public required Uri Api { get; init; }

    /// <summary>The address of health and metrics; the API's where they have none of their own.</summary>
    public required Uri Telemetry { get; init; }

    public PartitionProgress Progress => app.Services.GetRequiredService<PartitionProgress>();

    /// <param name="apart">Whether health and metrics have an address of their own.</param>
    /// <param name="once">Whether partitions are asked of once.</param>
    public static async Task<OwnServer> StartAsync(bool apart, bool once = false)
    {
        int[] ports = FreePorts();
        string api = $"http://127.0.0.1:{ports[0]}", telemetry = $"http://127.0.0.1:{ports[1]}";
        WebApplicationBuilder builder = ServerHosting.CreateBuilder(api, new() { Urls = apart ? telemetry : null }, "test", Path.GetTempPath());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IEventLog>(new MemoryEventLog()).AddSingleton<PartitionProgress>().AddPartitionsCheck(once);
        WebApplication app = builder.Build();
        app.MapServer();
        app.MapGet("/api", () => "answer");
        await app.StartAsync();
        return new(app) { Api = new(api), Telemetry = new(apart ? telemetry : api) };
    }

    /// <summary>Asks, with another address in <c>Host</c> where one is given.</summary>
    public async Task<(HttpStatusCode Status, string Body)> GetAsync(Uri address, string path, Uri? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        request.Headers.Host = host?.Authority;
        using HttpResponseMessage response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    private static int[] FreePorts()
    {
        TcpListener[] listeners = [new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0)];
        foreach (TcpListener listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Dispose();
        return ports;
    }
}
