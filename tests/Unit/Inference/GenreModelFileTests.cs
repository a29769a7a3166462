using System.Security.Cryptography;
using System.Text;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Inference;

[Collection(OneTorch.Name)]
public sealed class GenreModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("model-").FullName;

    private string File_ => Path.Combine(_folder, "a.model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read()
    {
        var weights = TinyModel.Write(File_);
        var file = GenreModelFile.Read(File_, LogMelContract.Default);

        Assert.Equal(["low", "high"], file.Model.Labels);
        Assert.Matches("^tiny-[0-9a-f]{8}$", file.Model.Version);
        Assert.Equal(LogMelContract.Default.Id, file.Model.ContractId);
        Assert.Equal(weights.Select(w => w.Name), file.Weights.Select(w => w.Name));
        Assert.All(weights.Zip(file.Weights), pair => Assert.Equal(Array.ConvertAll(pair.First.Values, v => (float)(Half)v), pair.Second.Values));
    }

    [Fact]
    public void Another_contract_is_refused()
    {
        TinyModel.Write(File_, TinyModel.Header with { Contract = LogMelContract.Default with { HopLength = 512 } });
        var refusal = Assert.Throws<GenreContractException>(() => GenreModelFile.Read(File_, LogMelContract.Default));
        Assert.Contains("hop512", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_or_altered_is_refused()
    {
        TinyModel.Write(File_);
        var whole = File.ReadAllBytes(File_);
        foreach (int length in new[] { 0, 7, 12, 43, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(File_, whole[..length]);
            Assert.Throws<TensorFileException>(() => GenreModelFile.Read(File_, LogMelContract.Default));
        }

        for (int at = 0; at < whole.Length; at += 97)
        {
            var altered = whole.ToArray();
            altered[at] ^= 1;
            File.WriteAllBytes(File_, altered);
            Assert.Throws<TensorFileException>(() => GenreModelFile.Read(File_, LogMelContract.Default));
        }
    }

    [Fact]
    public void Garbage_and_nothing_are_refused()
    {
        Assert.Throws<TensorFileException>(() => GenreModelFile.Read(File_, LogMelContract.Default));
        var garbage = new byte[10_000];
        new Random(1).NextBytes(garbage);
        File.WriteAllBytes(File_, garbage);
        Assert.Throws<TensorFileException>(() => GenreModelFile.Read(File_, LogMelContract.Default));
    }

    [Theory]
    [InlineData("""{"name":"a","shape":null}""")]
    [InlineData("""{"name":null,"shape":[1]}""")]
    [InlineData("null")]
    public void A_tensor_without_name_or_shape_is_refused(string tensor)
    {
        string header = $$"""{"kind":"{{GenreModelFile.Kind}}","type":"float16","meta":{},"tensors":[{{tensor}}]}""";
        byte[] file = [.. GenreModelHead.Magic, .. BitConverter.GetBytes(header.Length), .. Encoding.UTF8.GetBytes(header)];
        File.WriteAllBytes(File_, [.. file, .. SHA256.HashData(file)]);
        Assert.Contains("no name or no shape", Assert.Throws<TensorFileException>(() => GenreModelFile.Read(File_, LogMelContract.Default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_lies_is_refused()
    {
        var weights = TinyModel.Write(File_);
        var lies = new[]
        {
            TinyModel.Header with { Labels = ["one"] },
            TinyModel.Header with { Labels = ["same", "same"] },
            TinyModel.Header with { Labels = ["one", "two\u001b[0m"] },
            TinyModel.Header with { Labels = ["one", new('a', GenreModelHead.MaxLabelCharacters)] },
            TinyModel.Header with { Tiles = new TilePlan(722, 1) },
            TinyModel.Header with { Network = "another" },
            TinyModel.Header with { Members = 0 },
            TinyModel.Header with { Members = 17 },
            TinyModel.Header with { Temperature = 0 },
            TinyModel.Header with { Shape = TinyModel.Options.Shape with { InputPool = 3 } },
            TinyModel.Header with { Shape = new DcnnSsaShape(0, 3, 4, 5, 0) },
        };
        foreach (var header in lies)
        {
            GenreModelFile.Write(File_, header, weights);
            Assert.Throws<TensorFileException>(() => GenreModelFile.Read(File_, LogMelContract.Default));
        }

        var other = TinyModel.Header with { Shape = new DcnnSsaShape(3, 3, 4, 5, 0) };
        Assert.Throws<TensorFileException>(() => new GenreNetwork(other, weights));
        Assert.Throws<TensorFileException>(() => new GenreNetwork(TinyModel.Header with { Members = 2 }, weights));
    }

    [Theory, MemberData(nameof(Devices.Present), MemberType = typeof(Devices))]
    public void The_shipped_model_loads_and_knows_ten_genres(string device)
    {
        Devices.Say(device);
        var file = GenreModelFile.Read(GenreModelFile.ShippedPath, LogMelContract.Default);
        using var network = new GenreNetwork(file.Header, file.Weights, device);
        Assert.Equal(["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"], file.Model.Labels);
    }
}
