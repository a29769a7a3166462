using System.Net;
using System.Net.Sockets;
using System.Text;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Streaming;

/// <summary>A silo on free ports with the embedded stores of a folder.</summary>
internal sealed class StreamingHost : IAsyncDisposable
{
    private readonly IHost _host;

    private StreamingHost(IHost host) => _host = host;

    public IEventLog Log => Get<IEventLog>();

    public IGrainFactory Grains => Get<IGrainFactory>();

    public static async Task<StreamingHost> StartAsync(string folder, DeliveryProbe probe, int partitions = 8)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(probe);

        // The product's own consumers want more of a silo than these stores, and a stream goes on only once every consumer has answered.
        builder.Services.PostConfigure<GrainTypeOptions>(
            static o => o.Classes.RemoveWhere(static t => t.Assembly.GetName().Name == "MediaAnalytics.Grains"));
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort())
            .AddEmbeddedStorage(new StorageOptions { Folder = folder, Partitions = partitions }));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task AppendAsync(int partition, params string[] texts) =>
        Log.AppendAsync([.. texts.Select(t => new LogAppend(partition, Encoding.UTF8.GetBytes(t)))], TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
