namespace MediaAnalytics.Tests.Browser;

/// <summary>A server that the walk can visit, change, and take away.</summary>
internal interface IWalkedServer
{
    /// <summary>Where the page is; the same after a restart.</summary>
    Uri Url { get; }

    /// <summary>Brings new readings, so that the page's views change.</summary>
    Task ChangeAsync();

    Task StopAsync();

    Task StartAsync();
}
