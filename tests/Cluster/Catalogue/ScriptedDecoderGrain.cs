using MediaAnalytics.Contracts.Decoding;

namespace MediaAnalytics.Tests.Cluster.Catalogue;

/// <summary>Decodes as the script says; the artifact has the media's name.</summary>
public sealed class ScriptedDecoderGrain(StageScript script) : Grain, IDecoderGrain
{
    public async Task<DecodeOutcome> DecodeAsync()
    {
        await script.DecodeAsync();
        return new(this.GetPrimaryKeyString(), 8);
    }
}
