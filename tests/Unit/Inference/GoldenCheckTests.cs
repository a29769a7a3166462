using System.Security.Cryptography;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference;
using MediaAnalytics.Inference.Batching;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Silo.Verbs;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Inference;

[Collection(OneTorch.Name)]
public sealed class GoldenCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("golden-").FullName;
    private readonly IReadOnlyList<NamedTensor> _weights;

    public GoldenCheckTests() => _weights = TinyModel.Write(Old);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Old => Path.Combine(_folder, "old.model");

    private string New => Path.Combine(_folder, "new.model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The hashes are of a program of its own in another language, after the formula that stands at <see cref="GoldenClip"/>.</summary>
    [Theory]
    [InlineData(1, "f717884bf211355b317c1aceca925bc50b90edc1c3b720850ad8f8c075507efe")]
    [InlineData(7, "c54649006e5670fcae818c14b049069fe1e85e27a766b1fac9c33bdb0d9ff118")]
    public void TheClipIsTheSameBytesEverywhere(int seed, string sha256) =>
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(GoldenClip.Of(seed, LogMelContract.Default))));

    [Theory, MemberData(nameof(Devices.Present), MemberType = typeof(Devices))]
    public void AFilePassesItsOwnCheckInBatchesOfAnySize(string device)
    {
        Devices.Say(device);
        GenreModelFile.WriteChecked(New, TinyModel.Header with { Tiles = TinyModel.Options.Tiles with { PerClip = 9 } }, _weights);
        var file = GenreModelFile.Read(New, LogMelContract.Default);
        Assert.Equal((GoldenClip.Formula, 2), (file.Header.Golden!.Input, file.Header.Golden.LogProbabilities.Length));
        foreach (int batch in new[] { 1, 2, 9, 16, 64 }) LoadedModel.Load(file, 1, device, batch).Dispose();
    }

    [Theory, MemberData(nameof(Devices.Present), MemberType = typeof(Devices))]
    public void TheShippedNetworkPassesACheckOfItsOwn(string device)
    {
        Devices.Say(device);
        var shipped = GenreModelFile.Read(GenreModelFile.ShippedPath, LogMelContract.Default);
        GenreModelFile.WriteChecked(New, shipped.Header, shipped.Weights);
        var file = GenreModelFile.Read(New, LogMelContract.Default);
        foreach (int batch in new[] { 1, 16 }) LoadedModel.Load(file, 1, device, batch).Dispose();
        Assert.NotEqual(file.Header.Golden!.LogProbabilities.Min(), file.Header.Golden.LogProbabilities.Max(), 1.0);
    }

    [Fact]
    public async Task OneWeightThatIsAnotherIsFoundAndTheModelBeforeServesOn()
    {
        GenreModelFile.WriteChecked(New, TinyModel.Header, _weights);
        var file = GenreModelFile.Read(New, LogMelContract.Default);
        var changed = file.Weights.Select(w => w with { Values = [.. w.Values] }).ToList();
        changed.Single(w => w.Name == "_logits.bias").Values[0] += 0.01f;
        GenreModelFile.Write(New, file.Header, changed);

        await using var engine = new BatchingGenreEngine(new GenreEngineOptions { ModelPath = Old, Accelerator = TorchDevice.Cpu }, TimeProvider.System);
        await engine.Ready;
        GenreModel before = engine.Model;
        var refusal = await Assert.ThrowsAsync<GenreModelException>(() => engine.LoadAsync(New, 1, Stop));
        Assert.Matches(
            @"^Model tiny-[0-9a-f]{8} does not answer on cpu .* On the golden input \(golden-1, seed 1\) it must give (low|high) the mean log-probability -\d\.\d{4} and gives -\d\.\d{4}; 0\.001 may",
            refusal.Message);
        Assert.Contains("silo train", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, engine.Model);

        await using var starts = new BatchingGenreEngine(new GenreEngineOptions { ModelPath = New, Accelerator = TorchDevice.Cpu }, TimeProvider.System);
        await Assert.ThrowsAsync<TensorFileException>(() => starts.Ready);
    }

    [Fact]
    public void AFileWithoutACheckLoads()
    {
        var file = GenreModelFile.Read(Old, LogMelContract.Default);
        Assert.Null(file.Header.Golden);
        LoadedModel.Load(file, 1, TorchDevice.Cpu, 4).Dispose();
    }

    [Fact]
    public void AHeaderThatLiesIsRefused()
    {
        GenreModelFile.WriteChecked(New, TinyModel.Header, _weights);
        GoldenCheck golden = GenreModelFile.Read(New, LogMelContract.Default).Header.Golden!;
        foreach ((GoldenCheck lie, string said) in new[]
        {
            (golden with { Input = "golden-9" }, "this program has golden-1"), (golden with { LogProbabilities = [-1] }, "does not fit its labels"),
            (golden with { LogProbabilities = [-1, 0.1] }, "does not fit its labels"), (golden with { LogProbabilities = null! }, "does not fit its labels"),
        })
            Refused(TinyModel.Header with { Golden = lie }, said);
        Refused(TinyModel.Header with { Card = new() { Note = new string('a', GenreModelCard.MaxText + 1) } }, "card's note is over");

        void Refused(GenreModelHeader header, string said)
        {
            GenreModelFile.Write(New, header, _weights);
            Assert.Contains(said, Assert.Throws<TensorFileException>(() => GenreModelFile.Read(New, LogMelContract.Default)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WeightsThatGiveNoProbabilitiesGetNoCheck()
    {
        var useless = _weights.Select(w => w with { Values = Array.ConvertAll(w.Values, _ => float.NaN) }).ToList();
        Assert.Contains("does not answer with probabilities", Assert.Throws<TensorFileException>(() => GenreModelFile.WriteChecked(New, TinyModel.Header, useless)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(New));
    }

    [Fact]
    public async Task AnOlderFileIsGivenACheckAndPartsOfACard()
    {
        string card = Path.Combine(_folder, "card.json");
        await File.WriteAllTextAsync(card, """{"accuracy": 0.5, "valid": 8, "licence": "for tests"}""", Stop);
        GenreModelFile.Write(Old, TinyModel.Header with { Card = new() { Note = "kept", Valid = 7 } }, _weights);
        Assert.Equal(0, await ModelsVerb.Create().Parse(["seal", Old, "--out", New, "--card", card]).InvokeAsync(cancellationToken: Stop));
        var (old, sealedFile) = (GenreModelFile.Read(Old, LogMelContract.Default), GenreModelFile.Read(New, LogMelContract.Default));
        Assert.Equal(new GenreModelCard { Accuracy = 0.5, Valid = 8, Licence = "for tests", Note = "kept" }, sealedFile.Header.Card);
        Assert.NotNull(sealedFile.Header.Golden);
        Assert.All(old.Weights.Zip(sealedFile.Weights), pair => Assert.Equal(pair.First.Values, pair.Second.Values));

        await File.WriteAllTextAsync(card, """{"acuracy": 0.5}""", Stop);
        File.Delete(New);
        Assert.Equal(1, await ModelsVerb.Create().Parse(["seal", Old, "--out", New, "--card", card]).InvokeAsync(cancellationToken: Stop));
        Assert.False(File.Exists(New));
    }
}
