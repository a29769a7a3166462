using MediaAnalytics.Analysis.Fingerprints;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Tests.Unit.Decoding;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Fingerprints;

public sealed class RealFingerprintTests
{
    private const int LongestShift = 570;
    private const int RandomPairs = 2_000;

    [Fact]
    public async Task Repeats_are_found_and_nothing_across_genres_but_the_one_that_is_known()
    {
        var (tracks, prints) = await ReadAsync();
        var index = new FingerprintIndex(prints);
        var pairs = Enumerable.Range(0, tracks.Count).SelectMany(i => index.Find(prints[i]).Where(m => m.Clip > i).Select(m => (A: tracks[i], B: tracks[m.Clip], m.ErrorRate))).ToList();
        foreach (var (a, b, rate) in pairs.OrderBy(p => p.ErrorRate)) TestContext.Current.TestOutputHelper?.WriteLine($"{rate:F3} {a.Name} ({a.Split}) {b.Name} ({b.Split})");

        var identical = tracks.GroupBy(t => t.SoundHash).Where(g => g.Count() > 1).ToList();
        Assert.Equal(10, identical.Count);
        Assert.All(identical, g => Assert.Contains(pairs, p => p.ErrorRate == 0 && p.A == g.First() && p.B == g.Last()));
        var across = Assert.Single(pairs, p => p.A.Genre != p.B.Genre);
        Assert.Equal(("metal.00058", "rock.00016"), (across.A.Name, across.B.Name));
        // Repeats that listeners found (Sturm 2013) and that are not the same bytes.
        Assert.All(
            new[] { ("pop.00015", "pop.00022"), ("reggae.00010", "reggae.00060"), ("reggae.00073", "reggae.00074"), ("disco.00050", "disco.00051"), ("jazz.00033", "jazz.00051") },
            known => Assert.Contains(pairs, p => (p.A.Name, p.B.Name) == known));
        Assert.DoesNotContain(pairs, p => (p.A.Split, p.B.Split) is ("train", "valid") or ("valid", "train"));
        Assert.True(pairs.Max(p => p.ErrorRate) < 0.3);
    }

    [Fact]
    public async Task Music_of_different_genres_stays_far_apart_whatever_the_shift()
    {
        var (tracks, prints) = await ReadAsync();
        var random = new Random(1);
        double nearest = 1;
        for (int pair = 0; pair < RandomPairs; pair++)
        {
            int a = random.Next(tracks.Count), b = random.Next(tracks.Count);
            if (tracks[a].Genre == tracks[b].Genre) continue;
            for (int shift = -LongestShift; shift <= LongestShift; shift++) nearest = Math.Min(nearest, prints[a].ErrorRate(prints[b], shift));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"nearest: {nearest:F3}");
        Assert.InRange(nearest, 0.38, 0.45);
    }

    [Fact]
    public async Task Tracks_of_Emotify_that_are_there_twice_are_found()
    {
        Assert.SkipUnless(MediaFolder.HasFfmpeg, "ffmpeg is not installed");
        string folder = Folder("audio");
        // Of each pair artist and title are the same.
        string[] names = ["classical/054", "classical/080", "pop/059", "pop/066", "rock/063", "rock/066", "rock/070", "rock/076", "classical/001", "electronic/005", "rock/020"];
        var decoder = new MediaToLogMel(new MediaDecoderOptions(), TimeProvider.System);
        var prints = new List<SoundFingerprint>();
        foreach (string name in names)
        {
            var sound = (await decoder.DecodeAsync(Path.Combine(folder, name + ".mp3"), TestContext.Current.CancellationToken)).Track!;
            prints.Add(SoundFingerprint.Of(sound.Clips[0].Span, sound.MelBands, sound.Frames));
        }

        var index = new FingerprintIndex(prints);
        Assert.Equal([(0, 1), (2, 3), (4, 5), (6, 7)], prints.Index().SelectMany(p => index.Find(p.Item).Where(m => m.Clip > p.Index).Select(m => (p.Index, m.Clip))));
    }

    private static async Task<(List<GenreTrack> Tracks, List<SoundFingerprint> Prints)> ReadAsync()
    {
        var tracks = await GenreDataSet.Open(Folder("gtzan-logmel")).ReadAsync(null, TestContext.Current.CancellationToken).Select(r => r.Track!).ToListAsync(TestContext.Current.CancellationToken);
        return (tracks, tracks.ConvertAll(t => SoundFingerprint.Of(t.Sound.Clips[0].Span, t.Sound.MelBands, t.Sound.Frames)));
    }

    private static string Folder(string name)
    {
        string folder = Path.Combine(SharedData.Folder, "data", name);
        Assert.SkipUnless(Directory.Exists(folder), $"there are no data at {folder}; set {SharedData.Variable} to the folder that holds data/");
        return folder;
    }
}
