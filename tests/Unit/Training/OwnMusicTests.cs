using System.Globalization;
using System.Text.Json;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Silo.DataSets.Splits;
using MediaAnalytics.Silo.Training;
using MediaAnalytics.Silo.Verbs;
using MediaAnalytics.Tests.Unit.DataSets;
using MediaAnalytics.Tests.Unit.Decoding;
using MediaAnalytics.Tests.Unit.Fingerprints;
using MediaAnalytics.Tests.Unit.Inference;
using Spectre.Console;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Training;

/// <summary>Training and evaluating on made music in the folders that GTZAN and FMA have.</summary>
[Collection(OneTorch.Name)]
public sealed class OwnMusicTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("own-").FullName;

    public OwnMusicTests() => Assert.SkipUnless(MediaFolder.HasFfmpeg, "ffmpeg is not installed");

    private string Model => Path.Combine(_folder, "own.model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task GTZANs_folders_divided_by_artist()
    {
        string data = Path.Combine(_folder, "gtzan");
        var artists = new List<string> { "clip,artist" };
        foreach (var (genre, first) in new[] { ("blues", 0), ("rock", 100) })
        {
            for (int i = 0; i < 10; i++)
            {
                Wave($"gtzan/genres_original/{genre}/{genre}.{i:D5}.wav", first + i);
                artists.Add($"{genre}/{genre}.{i:D5}.wav,{genre} {i}");
            }
        }

        await File.WriteAllTextAsync(Path.Combine(data, "genres_original", "rock", "rock.00054.wav"), "not a wave", Cancellation);
        string list = Path.Combine(_folder, "artists.csv");
        await File.WriteAllLinesAsync(list, artists, Cancellation);
        string told = await TrainAsync(new SplitRule(SplitKind.Artist, 5), data, list);
        Assert.Contains("left out rock/rock.00054.wav: The file is not", told, StringComparison.Ordinal);
        Assert.Contains("split by artist:5: 16 tracks to learn from, 2 to judge by while training (valid), 2 to judge by at the end (test), 0 on no side", told, StringComparison.Ordinal);
        Assert.Contains("test, judged once: accuracy", told, StringComparison.Ordinal);
        Assert.Contains("leakage: none found for 2 judged tracks (test)", told[told.IndexOf("test, judged once", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains(", split artist:5, sounds ", GenreModelFile.Read(Model, LogMelContract.Default).Header.Training, StringComparison.Ordinal);

        var judged = await EvaluateAsync(data, "artist:5", null, list);
        Assert.Equal((2, 1), (judged.GetProperty("n").GetInt32(), judged.GetProperty("failed").GetArrayLength()));
        Assert.Equal((2, 0), (judged.GetProperty("leakage").GetProperty("judged").GetInt32(), judged.GetProperty("leakage").GetProperty("sameArtist").GetInt32()));
        Assert.Equal("""{"rule":"artist:5","part":"test","trainedBy":true}""", judged.GetProperty("split").GetRawText());
        var learnt = await EvaluateAsync(data, "artist:5", "train", list);
        Assert.Equal((16, JsonValueKind.Null), (learnt.GetProperty("n").GetInt32(), learnt.GetProperty("leakage").ValueKind));

        // Another seed; other artists, so other sides; a file that is no longer there.
        AssertNotOwn(await EvaluateAsync(data, "artist:6", null, list));
        string other = Path.Combine(_folder, "other.csv");
        await File.WriteAllLinesAsync(other, artists.Select((line, i) => i == 0 ? line : $"{line.Split(',')[0]},{i / 2}"), Cancellation);
        AssertNotOwn(await EvaluateAsync(data, "artist:5", null, other));
        File.Delete(Path.Combine(data, "genres_original", "blues", "blues.00003.wav"));
        AssertNotOwn(await EvaluateAsync(data, "artist:5", null, list));

        static void AssertNotOwn(JsonElement judged)
        {
            Assert.False(judged.GetProperty("split").GetProperty("trainedBy").GetBoolean());
            Assert.Equal(JsonValueKind.Null, judged.GetProperty("leakage").ValueKind);
        }
    }

    [Fact]
    public async Task FMAs_folders_divided_by_its_own_split()
    {
        var rows = new List<string> { ",artist,set,set,track", ",name,split,subset,genre_top", "track_id,,,," };
        for (int id = 1; id <= 12; id++)
        {
            string split = id <= 8 ? "training" : id <= 10 ? "validation" : "test";
            rows.Add($"{id},\"artist, {(id == 11 ? 1 : id)}\",{split},small,{(id % 2 == 0 ? "Rock" : "Hip-Hop")}");
            Wave($"fma/fma_small/000/{id:D6}.mp3", id);
        }

        Directory.CreateDirectory(Path.Combine(_folder, "fma", "fma_metadata"));
        await File.WriteAllLinesAsync(Path.Combine(_folder, "fma", "fma_metadata", "tracks.csv"), [.. rows, "13,none,test,small,", "14,none,test,small,Rock"], Cancellation);
        string data = Path.Combine(_folder, "fma");
        string told = await TrainAsync(new SplitRule(SplitKind.DataSet), data, null);
        Assert.Contains("left out: 1 tracks that FMA gives no top genre", told, StringComparison.Ordinal);
        Assert.Contains("left out: 1 tracks whose audio is not there", told, StringComparison.Ordinal);
        Assert.Contains("split by dataset: 7 tracks to learn from, 2 to judge by while training (valid), 2 to judge by at the end (test)", told, StringComparison.Ordinal);
        Assert.Contains("left out of learning: 0 of a sound judged or had already, 1 of an artist judged", told, StringComparison.Ordinal);

        // By a name in the column nothing is known of what was learnt from.
        var judged = await EvaluateAsync(data, "test", null, null);
        Assert.Equal((2, JsonValueKind.Null), (judged.GetProperty("n").GetInt32(), judged.GetProperty("leakage").ValueKind));

        // Unless it learnt by the names in the column.
        await TrainAsync(null, data, null);
        judged = await EvaluateAsync(data, "test", null, null);
        Assert.Equal("""{"rule":"names in the split column","part":"test","trainedBy":true}""", judged.GetProperty("split").GetRawText());
        Assert.Equal((2, 0), (judged.GetProperty("n").GetInt32(), judged.GetProperty("leakage").GetProperty("sameArtist").GetInt32()));
        judged = await EvaluateAsync(data, "training", null, null);
        Assert.Equal((7, "train"), (judged.GetProperty("n").GetInt32(), judged.GetProperty("split").GetProperty("part").GetString()));
        judged = await EvaluateAsync(data, "validation", null, null);
        Assert.Equal("""{"rule":"names in the split column","part":"valid","trainedBy":true}""", judged.GetProperty("split").GetRawText());
        Assert.Equal((2, 2, 0), (judged.GetProperty("n").GetInt32(), judged.GetProperty("leakage").GetProperty("judged").GetInt32(), judged.GetProperty("leakage").GetProperty("sameArtist").GetInt32()));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private void Wave(string name, int seed) => MadeWave.Write(Path.Combine(_folder, name), MadeMusic.Piece(seed, 2));

    private async Task<string> TrainAsync(SplitRule? split, string data, string? artists)
    {
        var before = AnsiConsole.Console;
        using var told = new StringWriter(CultureInfo.InvariantCulture);
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(told) });
        AnsiConsole.Profile.Width = 1_000;
        try
        {
            var request = new TrainingRequest(data, Model, "own", null, null, Model + ".checkpoint", false, TinyModel.Options with { Epochs = 1 }) { Split = split, Artists = artists };
            Assert.Equal(0, await TrainingRun.RunAsync(request, Cancellation));
        }
        finally
        {
            AnsiConsole.Console = before;
        }

        return told.ToString();
    }

    private async Task<JsonElement> EvaluateAsync(string data, string split, string? part, string? artists)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Assert.Equal(0, await EvaluateVerb.RunAsync(new EvaluateRequest(data, split, part, null, artists, Json: true, Model), output, Cancellation));
        return JsonDocument.Parse(output.ToString()).RootElement;
    }
}
