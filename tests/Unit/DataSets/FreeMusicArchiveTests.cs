using System.Text;
using MediaAnalytics.Silo.DataSets;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets;

public sealed class FreeMusicArchiveTests : IDisposable
{
    private const string Header = ",album,artist,artist,set,set,track,track\n,title,bio,id,split,subset,genre_top,title\ntrack_id,,,,,,,\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("fma-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Genre_artist_and_split_come_from_the_metadata_whatever_its_quotes_hold()
    {
        Metadata(
            Header + "2,\"A \"\"title\"\", with\na second line\"," + $"\"{new string('b', 100_000)}\"" + ",1,training,small,Hip-Hop,Food\n"
            + "5,AWOL,,1,validation,small,Hip-Hop,This World\n10,Constant,,6,test,small,Pop,Freeway\n1234,X,,7,training,small,Old-Time / Historic,\"a, b\"\n");
        Audio("fma_small", 2, 5, 10, 1234);
        var set = GenreDataSet.Open(_folder);
        Assert.Equal(
            [
                ("fma_small/000/000002.mp3", "Hip-Hop", "1", "training"), ("fma_small/000/000005.mp3", "Hip-Hop", "1", "validation"),
                ("fma_small/000/000010.mp3", "Pop", "6", "test"), ("fma_small/001/001234.mp3", "Old-Time / Historic", "7", "training"),
            ],
            set.Listed.Select(t => (t.Name, t.Genre, t.Artist, t.Split)));
        Assert.Equal(["test", "training", "validation"], set.Splits.Order());
        Assert.Empty(set.Notes);
        Assert.All(set.Listed, t => Assert.True(File.Exists(t.Path)));
        Assert.Equal(["000/000002.mp3", "000/000005.mp3", "000/000010.mp3", "001/001234.mp3"], GenreDataSet.Open(Path.Combine(_folder, "fma_small")).Listed.Select(t => t.Name));
    }

    [Fact]
    public void Tracks_without_genre_or_audio_are_counted_and_other_subsets_are_not()
    {
        Metadata(Header + "2,a,,1,training,small,,x\n3,a,,1,training,small,Rock,x\n4,a,,1,training,small,Rock,x\n5,a,,1,test,medium,Rock,x\n6,a,,1,test,large,,x\n");
        Audio("fma_small", 2, 3);
        var set = GenreDataSet.Open(_folder);
        Assert.Equal("fma_small/000/000003.mp3", Assert.Single(set.Listed).Name);
        Assert.Equal(["left out: 1 tracks that FMA gives no top genre", "left out: 1 tracks whose audio is not there"], set.Notes);
        Directory.Move(Path.Combine(_folder, "fma_small"), Path.Combine(_folder, "fma_large"));
        Assert.Equal(["left out: 2 tracks that FMA gives no top genre", "left out: 2 tracks whose audio is not there"], GenreDataSet.Open(_folder).Notes);
    }

    [Theory]
    [InlineData("track_id,title,genre_top\n2,a,Rock\n3,a,Rock\n4,a,Rock\n", "line 2: there is no column 'track / genre_top'")]
    [InlineData(Header + "2,a,,1,training,small,Rock,x\nx7,a,,1,training,small,Rock,x\n", "line 5: the first column must be a track's number")]
    [InlineData(Header + "1000000,a,,1,training,small,Rock,x\n", "line 4: the first column must be a track's number")]
    [InlineData(Header + "2,a,\"bio\nof two lines\",1,training,small,Rock,x\n2,a,,1,training,small,Rock,x\n", "line 6: track 2 is there a second time")]
    [InlineData(Header + "2,a,,1,training,small\n", "line 4: 6 fields where the header has 8")]
    [InlineData(Header + "2,a,,1,training,small,Rock,x\n", "1 tracks whose audio is not there")]
    public void Wrong_metadata_is_told_with_its_line(string text, string told)
    {
        Metadata(text);
        Audio("fma_small", 77);
        Assert.Contains(told, Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Which_audio_must_be_plain()
    {
        Metadata(Header + "2,a,,1,training,small,Rock,x\n");
        Assert.Contains("no audio", Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder)).Message, StringComparison.Ordinal);
        Audio("fma_small", 2);
        Audio("fma_medium", 2);
        Assert.Contains("several sizes", Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder)).Message, StringComparison.Ordinal);
        Assert.Equal(1, GenreDataSet.Open(Path.Combine(_folder, "fma_medium") + "/").Count);
    }

    [Fact]
    public void A_link_out_of_the_folder_is_refused()
    {
        Metadata(Header + "2,a,,1,training,small,Rock,x\n");
        Audio("fma_small", 3);
        string secret = Path.GetTempFileName();
        File.CreateSymbolicLink(Path.Combine(_folder, "fma_small", "000", "000002.mp3"), secret);
        Assert.Contains("line 4: 'fma_small/000/000002.mp3' leads out of", Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder)).Message, StringComparison.Ordinal);
        File.Delete(secret);
    }

    private void Metadata(string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "fma_metadata"));
        File.WriteAllText(Path.Combine(_folder, "fma_metadata", "tracks.csv"), text, Encoding.UTF8);
    }

    private void Audio(string folder, params int[] ids)
    {
        foreach (int id in ids)
        {
            string path = Path.Combine(_folder, folder, $"{id / 1_000:D3}", $"{id:D6}.mp3");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, [1]);
        }
    }
}
