using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets.Splits;

public sealed class SplitterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("splitter-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lists_divide_GTZAN_by_their_names_for_its_clips()
    {
        Gtzan("blues.00000", "blues.00001", "rock.00000", "rock.00001");
        Lists(_folder, "blues/blues.00000.wav\n", "rock/rock.00000.wav\n\n", "blues/blues.00001.wav\nrock/rock.00099.wav\n");
        foreach (string? lists in new[] { null, _folder })
        {
            Assert.Equal("blues.00000|rock.00000|blues.00001|1", Divide("fault-filtered", lists));
        }

        Directory.CreateDirectory(Path.Combine(_folder, "lists"));
        Lists(Path.Combine(_folder, "lists"), "blues/blues.00001.wav\n", "rock/rock.00001.wav\n", "rock/rock.00000.wav\n");
        Assert.Equal("blues.00001|rock.00001|rock.00000|1", Divide("fault-filtered", Path.Combine(_folder, "lists")));
    }

    [Fact]
    public void Missing_and_wrong_lists_are_told()
    {
        Gtzan("blues.00000", "rock.00000");
        Told("train_filtered.txt, valid_filtered.txt, test_filtered.txt in");
        Lists(_folder, "blues/blues.00000.wav\n", "rock/rock.00000.wav\n", "blues/blues.00001.wav\nblues/blues.00000.wav\n");
        Told("test_filtered.txt, line 2: blues.00000 is listed twice, there and as train");
        File.Delete(Path.Combine(_folder, "test_filtered.txt"));
        Told("needs test_filtered.txt in");
        Lists(_folder, "blues/blues.00000.wav\n", "rock/\u001b[2J\n", "");
        Told("valid_filtered.txt, line 1 holds a control character");
        Lists(_folder, "jazz/jazz.00000.wav\n", "jazz/jazz.00001.wav\n", "");
        Told("None of the 2 clips of the fault-filtered lists (such as jazz.00000) is in the data");

        void Told(string what) => Assert.Contains(what, Assert.Throws<DataSetException>(() => Divide("fault-filtered", null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_divide_whatever_they_call_the_sides()
    {
        Index("file,genre,split,fold\na,rock,training,0\nb,rock,Validation,1\nc,rock,test,\nd,rock,excluded,0\n");
        Assert.Equal("a|b|c|1", Divide("dataset", null));
        Assert.Equal("a,d||b|1", Divide("fold:1", null));
        Assert.Contains("no fold '2', only: 0, 1", Assert.Throws<DataSetException>(() => Divide("fold:2", null)).Message, StringComparison.Ordinal);
        Index("file,genre\na,rock\n");
        Assert.Contains("It has none.", Assert.Throws<DataSetException>(() => Divide("dataset", null)).Message, StringComparison.Ordinal);
        Assert.Contains("no fold column", Assert.Throws<DataSetException>(() => Divide("fold:2", null)).Message, StringComparison.Ordinal);
        Index("file,genre,split\na,rock,train\nb,rock,rest\n");
        Assert.Contains("It says: rest, train.", Assert.Throws<DataSetException>(() => Divide("dataset", null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_to_learn_from_a_test_part_is_not_learnt_from()
    {
        GenreTrack[] tracks = [.. new[] { "", "test", "Testing", "rest", "valid" }.Select((split, i) => Made.Track(split, "rock", "", i, split))];
        var divided = Splitter.Named(new HashSet<string>(), new HashSet<string> { "valid" }, new HashSet<string>()).Divide(tracks);
        Assert.Equal((",rest", "valid", 2), (Names(divided.Train), Names(divided.Valid), divided.Unused));
        divided = Splitter.Named(new HashSet<string> { "test" }, new HashSet<string> { "valid" }, new HashSet<string>()).Divide(tracks);
        Assert.Equal(("test", 3), (Names(divided.Train), divided.Unused));
    }

    [Theory]
    [InlineData("blues.00000,blues", "blues.00001,blues", null)]
    [InlineData("song.00000,blues", "song.00001,blues", "is GTZAN's, whose clips are named as blues.00000 is.")]
    public void Only_GTZANs_log_mels_are_divided_by_its_published_split(string first, string second, string? told)
    {
        File.WriteAllBytes(Path.Combine(_folder, "logmel.u8"), new byte[LogMelContract.Default.ClipBytes]);
        Index($"row,clip,genre,split\n0,{first},train\n0,{second},valid\n");
        if (told is null) Assert.Equal("blues.00000|blues.00001||0", Divide("fault-filtered", null));
        else Assert.Contains(told, Assert.Throws<DataSetException>(() => Divide("fault-filtered", null)).Message, StringComparison.Ordinal);
    }

    private static string Names(IEnumerable<GenreTrack> tracks) => string.Join(',', tracks.Select(t => t.Key));

    private string Divide(string rule, string? lists)
    {
        var set = GenreDataSet.Open(_folder);
        var tracks = set.Listed.Select((t, i) => Made.Track(t.Name, t.Genre, t.Artist, i, t.Split) with { Fold = t.Fold }).ToList();
        var divided = Splitter.Of(SplitRule.Parse(rule)!, set, _folder, lists).Divide(tracks);
        return $"{Names(divided.Train)}|{Names(divided.Valid)}|{Names(divided.Test)}|{divided.Unused}";
    }

    private void Gtzan(params string[] clips)
    {
        foreach (string clip in clips)
        {
            Directory.CreateDirectory(Path.Combine(_folder, "genres_original", clip.Split('.')[0]));
            File.WriteAllBytes(Path.Combine(_folder, "genres_original", clip.Split('.')[0], clip + ".wav"), [1]);
        }
    }

    private static void Lists(string folder, string train, string valid, string test)
    {
        File.WriteAllText(Path.Combine(folder, "train_filtered.txt"), train);
        File.WriteAllText(Path.Combine(folder, "valid_filtered.txt"), valid);
        File.WriteAllText(Path.Combine(folder, "test_filtered.txt"), test);
    }

    private void Index(string text) => File.WriteAllText(Path.Combine(_folder, "index.csv"), text);
}
