using MediaAnalytics.Analysis.Fingerprints;
using MediaAnalytics.Silo.DataSets;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Fingerprints;

public sealed class GtzanFingerprintTests
{
    [Fact]
    public async Task Repeats_are_found_and_nothing_across_genres_but_the_one_that_is_known()
    {
        string folder = Path.Combine(SharedData.Folder, "data", "gtzan-logmel");
        Assert.SkipUnless(Directory.Exists(folder), $"there are no log-mels at {folder}; set {SharedData.Variable} to the folder that holds data/");
        var tracks = await GenreDataSet.Open(folder).ReadAsync(null, TestContext.Current.CancellationToken).Select(r => r.Track!).ToListAsync(TestContext.Current.CancellationToken);
        var prints = tracks.ConvertAll(t => SoundFingerprint.Of(t.Sound.Clips[0].Span, t.Sound.MelBands, t.Sound.Frames));
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
    }
}
