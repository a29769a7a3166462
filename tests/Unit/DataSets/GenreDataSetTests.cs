using System.Diagnostics;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets;

public sealed class GenreDataSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("set-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_log_mel_set_is_read_by_row_whatever_the_columns_order()
    {
        var levels = new byte[2 * LogMelContract.Default.ClipBytes];
        levels.AsSpan(levels.Length / 2).Fill(9);
        Write("logmel.u8", levels);
        Write("index.csv", "genre,clip,row,split,other\n rock,b,1,test,x\njazz ,a,0,train ,\n"u8.ToArray());
        var set = GenreDataSet.Open(_folder);
        var read = await set.ReadAsync(null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["b", "a"], read.Select(r => r.Name));
        Assert.Equal(["rock", "jazz"], read.Select(r => r.Track!.Genre));
        Assert.Equal(9, read[0].Track!.Sound.Clips[0].Span[0]);
        Assert.Equal(["a"], await set.ReadAsync(track => track.Split == "train", TestContext.Current.CancellationToken).Select(r => r.Name).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("row,clip\n0,a\n", "genre")]
    [InlineData("row,clip,genre\n1,a,rock\n", "line 2")]
    [InlineData("row,clip,genre\n-1,a,rock\n", "line 2")]
    [InlineData("row,clip,genre\n0,a,rock\n0,b, \n", "line 3: clip and genre must not be empty")]
    [InlineData("row,clip,genre\n0,\u001b[31m,rock\n", "line 2: field 2 holds a control character (U+001B)")]
    public void A_wrong_index_is_named(string index, string named)
    {
        Write("logmel.u8", new byte[LogMelContract.Default.ClipBytes]);
        Write("index.csv", System.Text.Encoding.UTF8.GetBytes(index));
        Assert.Contains(named, Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Levels_of_another_size_and_empty_folders_are_refused()
    {
        Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder));
        Write("logmel.u8", new byte[LogMelContract.Default.ClipBytes - 1]);
        Write("index.csv", "row,clip,genre\n"u8.ToArray());
        Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder));
    }

    [Fact]
    public async Task Audio_in_folders_or_listed()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "rock"));
        Write("rock/a.mp3", "no music"u8.ToArray());
        var reading = Assert.Single(await GenreDataSet.Open(_folder).ReadAsync(null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("rock/a.mp3", "media.notMedia"), (reading.Name, reading.Error?.Code));
        Write("index.csv", "file,genre,fold\nrock/none.mp3, pop ,1\n"u8.ToArray());
        Assert.Equal("pop", Assert.Single(GenreDataSet.Open(_folder).Listed).Genre);
        Assert.Equal("media.missing", (await GenreDataSet.Open(_folder).ReadAsync(null, TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken)).Error?.Code);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        Write("empty.wav", []);
        using (var made = Process.Start("mkfifo", Path.Combine(_folder, "pipe.wav"))) await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(_folder, "link.wav"), "pipe.wav");
        Write("index.csv", "file,genre\nempty.wav,pop\npipe.wav,pop\nlink.wav,pop\n"u8.ToArray());
        var read = await GenreDataSet.Open(_folder).ReadAsync(null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["media.empty", "media.empty", "media.empty"], read.Select(r => r.Error?.Code));
    }

    [Fact]
    public void A_split_lets_nothing_leak()
    {
        GenreTrack[] tracks =
        [
            Track("judged", "rock", "valid", "x", 1), Track("same sound as judged", "rock", "train", "y", 1), Track("same artist as judged", "rock", "train", "x", 2),
            Track("kept", "rock", "train", "z", 3), Track("kept twice", "rock", "train", "z", 3), Track("two genres", "rock", "train", "", 4),
            Track("two genres again", "jazz", "train", "", 4), Track("excluded", "jazz", "excluded", "", 5), Track("also kept", "jazz", "train", "", 6),
        ];
        var split = TrainingSplit.Choose(Splitter.Named(new HashSet<string> { "train" }, new HashSet<string> { "valid" }, new HashSet<string>()).Divide(tracks), keepLeaks: false);
        Assert.Equal(["kept", "also kept"], split.Train.Select(t => t.Name));
        Assert.Equal(["judged"], split.Valid.Select(t => t.Name));
        Assert.Equal((2, 1, 2), (split.SameSound, split.SameArtist, split.TwoGenres));
    }

    private static GenreTrack Track(string name, string genre, string split, string artist, byte sound) =>
        new(name, genre, split, artist, new LogMelTrack("c", 1, 1, 30, [new[] { sound }]));

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder, name), bytes);
}
