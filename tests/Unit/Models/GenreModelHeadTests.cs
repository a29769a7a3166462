using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Models;

public sealed class GenreModelHeadTests
{
    private static readonly byte[] Shipped = File.ReadAllBytes(GenreModelFile.ShippedPath);

    [Fact]
    public async Task TheVersionIsTheOneThatAnEngineNames() => Assert.Equal(
        (new GenreModelHead(GenreModelFile.Read(GenreModelFile.ShippedPath, LogMelContract.Default).Model.Version), null), await ReadAsync(Shipped));

    [Theory]
    [InlineData(0, "it is too short")]
    [InlineData(43, "it is too short")]
    [InlineData(700_000, "it is damaged or cut short: its checksum does not match")]
    public async Task AFileCutShortIsNone(int length, string fault) => Assert.Equal(((GenreModelHead?)null, fault), await ReadAsync(Shipped[..length]));

    [Theory]
    [InlineData(0, "it does not start with a model's mark")]
    [InlineData(11, "its header has an impossible length")]
    [InlineData(20, "it is damaged or cut short: its checksum does not match")]
    public async Task AnAlteredFileIsNone(int at, string fault)
    {
        byte[] altered = [.. Shipped];
        altered[at] ^= 0x40;
        Assert.Equal(((GenreModelHead?)null, fault), await ReadAsync(altered));
    }

    [Fact]
    public async Task AnotherKindOfFileIsNone()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("head-").FullName, "a");
        TensorFile.Write(path, "training checkpoint", new { Name = "x" }, [], half: false);
        Assert.Equal("it is a training checkpoint, not a genre model", (await ReadAsync(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))).Fault);
        TensorFile.Write(path, GenreModelHead.Kind, new { Name = " " }, [], half: false);
        Assert.Equal("its header names no model", (await ReadAsync(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))).Fault);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static async Task<(GenreModelHead? Head, string? Fault)> ReadAsync(byte[] file) =>
        await GenreModelHead.ReadAsync(new MemoryStream(file), file.Length, TestContext.Current.CancellationToken);
}
