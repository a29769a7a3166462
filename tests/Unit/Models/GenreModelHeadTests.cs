using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Models;

public sealed class GenreModelHeadTests
{
    private static readonly byte[] Shipped = File.ReadAllBytes(GenreModelFile.ShippedPath);
    private static readonly string[] Labels = ["a", "b"];

    [Fact]
    public async Task ItSaysWhatAnEngineSays()
    {
        (GenreModelHead? head, string? fault) = await ReadAsync(Shipped);
        GenreModelFile file = GenreModelFile.Read(GenreModelFile.ShippedPath, LogMelContract.Default);
        Assert.Null(fault);
        Assert.Equal(
            (file.Model.Version, file.Model.ContractId, file.Header.Golden is not null, file.Header.Card), (head!.Version, head.ContractId, head.IsChecked, head.Card));
        Assert.Equal(file.Model.Labels, head.Labels);
    }

    [Fact]
    public async Task CardAndGoldenCheckAreSeen()
    {
        var card = new GenreModelCard { Data = "夏", Train = 10, Valid = 5, Accuracy = 0.8, AccuracyLow = 0.4, AccuracyHigh = 1, Note = "a\nb" };
        (GenreModelHead? head, _) = await ReadAsync(new { Name = "x", Labels, Contract = LogMelContract.Default, Golden = new { Seed = 1 }, Card = card, Other = 1 });
        Assert.Equal((true, card, LogMelContract.Default.Id), (head!.IsChecked, head.Card, head.ContractId));
        Assert.Equal(card, GenreModelCard.Parse(card.ToJson()));
        Assert.Contains("夏", card.ToJson(), StringComparison.Ordinal);
    }

    public static TheoryData<object, string> Faulty => new()
    {
        { new { Name = " " }, "its header names no model" },
        { new { Name = new string('a', 101) }, "its name must be 1 to 100 characters" },
        { new { Name = "a/b" }, "without slashes" },
        { new { Name = "a\tb" }, "without slashes and control characters" },
        { new { Name = "x" }, "it must name 2 to 1000 labels" },
        { new { Name = "x", Labels = new[] { "a", null } }, "it must name 2 to 1000 labels" },
        { new { Name = "x", Labels = new[] { "a", "b\u001b[0m" } }, "without control characters" },
        { new { Name = "x", Labels = Enumerable.Repeat("a", 1_001) }, "it must name 2 to 1000 labels" },
        { new { Name = "x", Labels = Enumerable.Repeat(new string('a', 30), 1_000) }, "its labels are over 20000 characters" },
        { new { Name = "x", Labels = new[] { "a", "b", "a" } }, "it names a label twice" },
        { new { Name = "x", Labels }, "its header lacks the log-mel contract" },
        { new { Name = "x", Labels, Contract = 7 }, "its header can't be read" },
        { WithCard(new { Note = new string('a', 2_001) }), "its card's note is over 2000 characters" },
        { WithCard(new { Licence = "\u001b[31m" }), "its card's licence holds control characters" },
        { WithCard(new { Accuracy = 1.01 }), "its card's figures must be 0 to 1" },
        { WithCard(new { Valid = -1 }), "its card's train and valid must be" },
        { WithCard(new { Train = "many" }), "its header can't be read" },
    };

    [Theory, MemberData(nameof(Faulty))]
    public async Task AHeaderBeyondTheLimitsIsNone(object meta, string fault)
    {
        (GenreModelHead? head, string? said) = await ReadAsync(meta);
        Assert.Null(head);
        Assert.Contains(fault, said, StringComparison.Ordinal);
    }

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
    public async Task AnotherKindOfFileIsNone() =>
        Assert.Equal("it is a training checkpoint, not a genre model", (await ReadAsync(new { Name = "x" }, "training checkpoint")).Fault);

    private static object WithCard(object card) => new { Name = "x", Labels, Contract = LogMelContract.Default, Card = card };

    private static async Task<(GenreModelHead? Head, string? Fault)> ReadAsync(object meta, string kind = GenreModelHead.Kind)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("head-").FullName, "a");
        try
        {
            TensorFile.Write(path, kind, meta, [], half: false);
            return await ReadAsync(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static async Task<(GenreModelHead? Head, string? Fault)> ReadAsync(byte[] file) =>
        await GenreModelHead.ReadAsync(new MemoryStream(file), file.Length, TestContext.Current.CancellationToken);
}
