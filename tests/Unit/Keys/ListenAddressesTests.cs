using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Keys;

public sealed class ListenAddressesTests
{
    private static readonly KeysOptions Keyless = new(), Keyed = new() { Required = true, Admin = KeyedServer.Admin };

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.3.2.1:0")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://localhost:5000")]
    [InlineData("https://LOCALHOST")]
    [InlineData("http://127.0.0.1:8080;http://[::1]:8080")]
    [InlineData("http://[::ffff:127.0.0.1]:80")]
    public void LoopbackNeedsNoKeys(string urls)
    {
        Assert.Null(ListenAddresses.Problem(urls, Keyless));
        Assert.Null(ListenAddresses.Problem(urls, Keyed));
    }

    [Theory]
    [InlineData("http://*:8080")]
    [InlineData("http://+:80")]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://10.0.0.7:8080")]
    [InlineData("http://media.example:8080")]
    [InlineData("http://localhost.:8080")]
    [InlineData("http://loopback:8080")]
    [InlineData("http://127.0.0.1.example.com:80")]
    [InlineData("http://127.0.0.1:8080;http://0.0.0.0:8081")]
    [InlineData("https://*")]
    public void AnyOtherAddressDoes(string urls)
    {
        string problem = ListenAddresses.Problem(urls, Keyless)!;
        Assert.Contains("is not a loopback address", problem, StringComparison.Ordinal);
        Assert.Contains("Keys:Required", problem, StringComparison.Ordinal);
        Assert.Contains("openssl rand -base64 33", problem, StringComparison.Ordinal);
        Assert.Null(ListenAddresses.Problem(urls, Keyed));
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://unix:/tmp/socket")]
    [InlineData("http://pipe:/name")]
    [InlineData("http://127.0.0.1:8080/base")]
    [InlineData("http://")]
    public void WhatIsNoAddressIsSaid(string urls) => Assert.StartsWith("Urls: ", ListenAddresses.Problem(urls, Keyed), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("changemechangemechangemechangeme")]
    [InlineData("0123456789 0123456789 0123456789")]
    [InlineData("0123456789äöü0123456789abcdefghij")]
    public void KeysNeedAFirstKeyAndTheMessageDoesNotShowIt(string? admin)
    {
        string problem = ListenAddresses.Problem("http://127.0.0.1:8080", new() { Required = true, Admin = admin })!;
        Assert.Contains("Keys:Admin", problem, StringComparison.Ordinal);
        if (!string.IsNullOrEmpty(admin))
            Assert.DoesNotContain(admin, problem, StringComparison.Ordinal);
        Assert.DoesNotContain(KeyedServer.Admin, Keyed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, null, "localhost;127.0.0.1;[::1]")]
    [InlineData(false, "*", "localhost;127.0.0.1;[::1]")]
    [InlineData(false, "*.example;media.example", "localhost;127.0.0.1;[::1];media.example")]
    [InlineData(true, null, "*")]
    [InlineData(true, "media.example;*.example", "media.example;*.example")]
    public void AServerWithoutKeysAnswersToLoopbackNamesAlone(bool required, string? configured, string answered) =>
        Assert.Equal(answered, string.Join(';', HostNames.Answered(configured, new() { Required = required })));

    [Fact]
    public async Task AnotherNameIsAnsweredToOnlyWithKeys()
    {
        foreach ((string required, int status) in new[] { ("true", 401), ("false", 400) })
        {
            await using KeyedServer server = await KeyedServer.StartAsync(("Keys:Required", required));
            using HttpClient client = server.Client();
            client.DefaultRequestHeaders.Host = "rebound.example";
            using HttpResponseMessage response = await client.GetAsync(new Uri("v1/nowhere", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Theory]
    [InlineData("false", "http://0.0.0.0:0", "is not a loopback address")]
    [InlineData("perhaps", "http://127.0.0.1:0", "'perhaps' at 'Keys:Required'")]
    public void WhatTheHostReadsBesidesCannotOpenAnAddress(string required, string urls, string said)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("Keys:Required", required)]);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => builder.BuildWithGateway(urls));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWebServersOwnSectionCannotListenElsewhere()
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(
            () => KeyedServer.StartAsync(("Keys:Required", "false"), ("Kestrel:Endpoints:a:Url", "http://0.0.0.0:0")));
        Assert.StartsWith("Kestrel:Endpoints:a: Urls: 'http://0.0.0.0:0' is not a loopback address", refused.Message, StringComparison.Ordinal);
    }
}
