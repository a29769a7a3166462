using MediaAnalytics.Gateway.Keys.Ring;

namespace MediaAnalytics.Gateway.Keys.Authentication;

/// <summary>Ends an answer that streams when the key ends that it was asked with: its <see cref="HttpContext.RequestAborted"/> is cancelled.</summary>
internal sealed class EndsWithKey(KeyRing ring, KeysOptions options, TimeProvider time) : IEndpointFilter
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (!options.Required || http.User.Identity is not KeyIdentity { Holder: var holder })
            return await next(context);

        CancellationToken aborted = http.RequestAborted;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        // The timer is disposed of first, and waits for its callback.
        await using ITimer timer = time.CreateTimer(
            _ =>
            {
                if (!ring.StillHolds(holder))
                    ended.Cancel();
            },
            null, Every, Every);
        http.RequestAborted = ended.Token;
        try
        {
            return await next(context);
        }
        finally
        {
            http.RequestAborted = aborted;
        }
    }
}
