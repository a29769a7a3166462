using System.Net;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Keys.Authentication;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Keys;

/// <summary>Callers behind a proxy are told apart where the proxy is trusted, and its word alone counts.</summary>
public sealed class TrustedProxiesTests
{
    private static readonly Uri Figures = new("v1/epochs", UriKind.Relative);

    [Theory]
    [InlineData("127.0.0.0/8", "203.0.113.1", "203.0.113.2", 401)]
    [InlineData("10.0.0.7;127.0.0.1", "203.0.113.1", "203.0.113.2", 401)]
    [InlineData("127.0.0.1;10.0.0.0/8", "203.0.113.1, 10.1.2.3", "203.0.113.2, 10.1.2.3", 401)]
    [InlineData("127.0.0.1", "203.0.113.1, 203.0.113.9", "203.0.113.2, 203.0.113.9", 429)]
    [InlineData("10.0.0.0/8", "203.0.113.1", "203.0.113.2", 429)]
    [InlineData("", "203.0.113.1", "203.0.113.2", 429)]
    public async Task OneCallersGuessesHoldUpAnotherOnlyWhereTheyCannotBeToldApart(string proxies, string guesser, string other, int status)
    {
        await using KeyedServer server = await KeyedServer.StartAsync(("Keys:Proxies", proxies));
        for (int i = 0; i < FailedAttempts.Most; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(server, guesser, $"guess {i}"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(server, guesser, "guess"));
        Assert.Equal((HttpStatusCode)status, await TryAsync(server, other, "guess"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("10.0.0.7; 10.1.0.0/16;fd00::/8", null)]
    [InlineData("ingress", "Keys:Proxies: 'ingress' is no address")]
    [InlineData("10.0.0.7;10.0.0.0/33", "Keys:Proxies: '10.0.0.0/33' is no address")]
    [InlineData("0.0.0.0/0", "Keys:Proxies: '0.0.0.0/0' is everybody")]
    public void WhatIsNoProxyIsSaid(string? proxies, string? said)
    {
        string? problem = new KeysOptions { Proxies = proxies }.Problem();
        if (said is null)
            Assert.Null(problem);
        else
            Assert.StartsWith(said, problem, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> TryAsync(KeyedServer server, string from, string key)
    {
        using HttpClient client = server.Client(key);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        using HttpResponseMessage response = await client.GetAsync(Figures, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
