using MediaAnalytics.Silo.DataSets;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets;

public sealed class GenreFoldersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("genres-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("genres_original/")]
    [InlineData("genres/")]
    public void The_genre_is_the_folder(string root)
    {
        Write(root + "blues/blues.00000.wav", root + "blues/blues.00001.au", root + "rock/rock.00000.wav", root + "rock/.hidden.wav", root + ".git/config", "features.csv");
        if (root.Length > 0) Write("images_original/blues/blues00000.png");
        Assert.Equal([("blues/blues.00000.wav", "blues"), ("blues/blues.00001.au", "blues"), ("rock/rock.00000.wav", "rock")], Listed());
    }

    [Fact]
    public void Without_folders_the_genre_is_in_the_name()
    {
        Write("blues.00000.wav", "rock.00011.au", "readme.txt", "train_filtered.txt");
        Assert.Equal([("blues.00000.wav", "blues"), ("rock.00011.au", "rock")], Listed());
    }

    [Fact]
    public void Folders_within_a_genre_are_counted()
    {
        Write("rock/a.mp3", "rock/album/b.mp3", "pop/album/c.mp3");
        var set = GenreDataSet.Open(_folder);
        Assert.Equal("rock/a.mp3", Assert.Single(set.Listed).Name);
        Assert.Contains("left out: 2 folders within", Assert.Single(set.Notes), StringComparison.Ordinal);
        Directory.Delete(Path.Combine(_folder, "rock"), recursive: true);
        Assert.Contains("left out: 1 folders within", Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blues/blues.00029.wav", "blues.00029")]
    [InlineData("blues.00029.au", "blues.00029")]
    [InlineData("blues.00029", "blues.00029")]
    [InlineData(" genres\\blues\\blues.00029.wav ", "blues.00029")]
    [InlineData("rock/001.mp3", "rock/001")]
    [InlineData("rock/001", "rock/001")]
    [InlineData("rock/track.00001.mp3", "rock/track.00001")]
    [InlineData("/blues.00029.wav", "blues.00029")]
    [InlineData("a.b/song.final.MP3", "a.b/song.final")]
    public void A_clip_has_one_key_however_a_list_names_it(string name, string key) => Assert.Equal(key, ListedTrack.KeyOf(name));

    [Fact]
    public void Links_within_the_folder_are_followed_links_out_of_it_are_left_out()
    {
        Write("data/blues/blues.00000.wav", "secret/secret.wav");
        string data = Path.Combine(_folder, "data");
        File.CreateSymbolicLink(Path.Combine(data, "blues", "blues.00001.wav"), Path.Combine(data, "blues", "blues.00000.wav"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), data);
        Assert.Equal(2, GenreDataSet.Open(Path.Combine(_folder, "link")).Count);
        Assert.Equal(2, GenreDataSet.Open(data).Count);

        File.CreateSymbolicLink(Path.Combine(data, "blues", "blues.00002.wav"), "../../secret/secret.wav");
        Directory.CreateSymbolicLink(Path.Combine(data, "rock"), Path.Combine(_folder, "secret"));
        var set = GenreDataSet.Open(data);
        Assert.Equal(["blues/blues.00000.wav", "blues/blues.00001.wav"], set.Listed.Select(t => t.Name));
        Assert.Equal($"left out: 2 files or folders that are links out of {data}; copy there what they lead to", Assert.Single(set.Notes));
    }

    [Fact]
    public void Names_that_a_terminal_would_obey_are_left_out()
    {
        Write("rock/a.wav", "rock/b\u001b[2J.wav", "\u0007/c.wav", " /d.wav");
        var set = GenreDataSet.Open(_folder);
        Assert.Equal("rock/a.wav", Assert.Single(set.Listed).Name);
        Assert.StartsWith("left out: 3 files or folders whose names are blank or hold control characters", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_beside_the_genres_folders_are_told_of()
    {
        Write("rock/a.wav", "blues.00000.wav", "blues.00001.wav", "readme.txt");
        var set = GenreDataSet.Open(_folder);
        Assert.Equal("rock/a.wav", Assert.Single(set.Listed).Name);
        Assert.StartsWith("left out: 2 files with a genre in their name", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret.wav")]
    [InlineData("/etc/passwd")]
    [InlineData("blues/../../secret.wav")]
    public void A_listed_path_out_of_the_folder_is_refused_with_its_line(string path)
    {
        Write("data/a.wav", "secret.wav");
        File.WriteAllText(Path.Combine(_folder, "data", "index.csv"), $"file,genre\na.wav,rock\n{path},rock\n");
        string message = Assert.Throws<DataSetException>(() => GenreDataSet.Open(Path.Combine(_folder, "data"))).Message;
        Assert.Contains($"index.csv, line 3: '{path}' leads out of", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Artists_come_from_a_list_by_whatever_name_it_calls_the_clips()
    {
        Write("blues/blues.00000.wav", "blues/blues.00001.wav", "blues/blues.00002.wav");
        string list = Path.Combine(_folder, "artists.csv");
        File.WriteAllText(list, "artist,clip,note\nJohn Lee Hooker,blues.00000,x\n\"Hooker, Earl\",blues/blues.00001.wav,\nNobody,rock.00000,\n");
        var set = GenreDataSet.Open(_folder, list);
        Assert.Equal(["John Lee Hooker", "Hooker, Earl", ""], set.Listed.Select(t => t.Artist));
        Assert.Contains("artists of 2 of 3 tracks", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_artist_that_a_list_leaves_empty_stays_the_indexs()
    {
        Write("a.wav", "b.wav");
        File.WriteAllText(Path.Combine(_folder, "index.csv"), "file,genre,artist\na.wav,rock,A\nb.wav,rock,B\n");
        string list = Path.Combine(_folder, "artists.csv");
        File.WriteAllText(list, "clip,artist\na,\na,C\nb, \n");
        var set = GenreDataSet.Open(_folder, list);
        Assert.Equal(["C", "B"], set.Listed.Select(t => t.Artist));
        Assert.Contains("artists of 1 of 2 tracks", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clip,name\nblues.00000,x\n", "line 1: there is no column 'artist'")]
    [InlineData("clip,artist\nblues.00000,x\nblues/blues.00000.wav,y\n", "line 3: 'blues/blues.00000.wav' has another artist, 'x'")]
    [InlineData("clip,artist\n,x\n", "line 2: clip must not be empty")]
    [InlineData("clip,artist\n000002,x\n", "None of the 1 clips")]
    public void A_wrong_list_of_artists_is_refused(string text, string told)
    {
        Write("blues/blues.00000.wav");
        string list = Path.Combine(_folder, "artists.csv");
        File.WriteAllText(list, text);
        Assert.Contains(told, Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder, list)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no file", Assert.Throws<DataSetException>(() => GenreDataSet.Open(_folder, list + "x")).Message, StringComparison.Ordinal);
    }

    private IEnumerable<(string, string)> Listed() => GenreDataSet.Open(_folder).Listed.Select(t => (t.Name, t.Genre));

    private void Write(params string[] files)
    {
        foreach (string file in files)
        {
            string path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, [1]);
        }
    }
}
