using System.Net;
using System.Net.Sockets;
using MediaAnalytics.Gateway.Hosting;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Hosting;

public sealed class FreeAddressesTests
{
    [Fact]
    public void AnAddressThatIsTakenIsNamed()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var refused = Assert.Throws<IOException>(() => FreeAddresses.Require($"http://127.0.0.1:0;{url}"));
        Assert.StartsWith($"{url} can't be listened on", refused.Message, StringComparison.Ordinal);
        taken.Stop();
        FreeAddresses.Require(url);
        FreeAddresses.Require(url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
    }
}
