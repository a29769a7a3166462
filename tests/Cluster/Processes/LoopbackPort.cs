using System.Net;
using System.Net.Sockets;

namespace MediaAnalytics.Tests.Processes;

/// <summary>Ports for servers under test.</summary>
internal static class LoopbackPort
{
    /// <summary>A port of 127.0.0.1 that nobody listens on.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
