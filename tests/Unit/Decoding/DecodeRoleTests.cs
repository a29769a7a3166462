using MediaAnalytics.Silo.Hosting;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Decoding;

/// <summary>A cluster's silo does not take on decodes that it can't do.</summary>
public sealed class DecodeRoleTests
{
    private static readonly ServeOptions Silo = new()
    {
        Roles = "core,decode", Cluster = new() { Redis = "127.0.0.1:6379", Blobs = "UseDevelopmentStorage=true" }, Decoder = new() { Ffprobe = "/nowhere/ffprobe", Ffmpeg = "/bin/sh" },
    };

    [Fact]
    public void ASiloWithoutFfmpegRefusesTheRole()
    {
        Assert.StartsWith("Roles has decode, but /nowhere/ffprobe is not installed on this machine. Install ffmpeg", Silo.Lack(), StringComparison.Ordinal);
        Assert.Null((Silo with { Decoder = new() { Ffprobe = "/bin/sh", Ffmpeg = "/bin/sh" } }).Lack());
    }

    [Fact]
    public void OtherRolesAndAProcessByItselfDoWithoutIt()
    {
        Assert.Null((Silo with { Roles = "core,infer" }).Lack());
        Assert.Null((Silo with { Roles = new ServeOptions().Roles, Cluster = new() }).Lack());
    }
}
