using Azure.Core;
using Azure.Core.Pipeline;

namespace MediaAnalytics.Tests.Stores;

/// <summary>Loses answers of requests that took effect, as a network may; the client then sends the request again. Counts all requests.</summary>
internal sealed class LostAnswers(string pathEnd) : HttpPipelinePolicy
{
    private int lost, sent;

    /// <summary>Answers to writes of blobs of such a name that are still to be lost.</summary>
    public int ToLose { get => lost; set => lost = value; }

    public int Sent => sent;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Lose(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Lose(message);
    }

    private void Lose(HttpMessage message)
    {
        Interlocked.Increment(ref sent);
        if (message.Request.Method == RequestMethod.Put && message.Request.Uri.Path.EndsWith(pathEnd, StringComparison.Ordinal)
            && Interlocked.Decrement(ref lost) >= 0)
            throw new IOException("the answer was lost");
    }
}
