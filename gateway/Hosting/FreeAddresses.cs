using System.Net;
using System.Net.Sockets;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>
/// Whether addresses can be listened on, seen before a process joins anything: the web server would see it only when a silo is a member of its cluster already.
/// </summary>
internal static class FreeAddresses
{
    /// <summary>Tries each address, as <c>http://127.0.0.1:8080;http://*:9090</c>; port 0 is always free.</summary>
    /// <exception cref="IOException">One is taken, or is not this machine's.</exception>
    public static void Require(string urls)
    {
        foreach (string url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            BindingAddress address = BindingAddress.Parse(url);
            if (address.Port == 0 || address.IsUnixPipe)
                continue;

            bool isNamed = IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip);
            using var listener = new TcpListener(isNamed ? ip! : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any, address.Port);
            try
            {
                listener.Start();
            }
            catch (SocketException refused)
            {
                throw new IOException($"{url} can't be listened on ({refused.Message}): stop the process that has it, or choose another address with --urls.", refused);
            }
        }
    }
}
