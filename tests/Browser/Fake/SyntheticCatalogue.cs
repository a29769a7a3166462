using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Tests.Browser.Fake;

/// <summary>Invents MVs whose genres and stories spread differently. Seeded: the same ones each time.</summary>
internal static class SyntheticCatalogue
{
    private static readonly string[] Genres = ["pop", "rock", "hiphop", "electronic", "classical", "country", "jazz", "metal", "reggae", "blues"];
    private static readonly string[] Platforms = ["youtube", "bilibili", "tiktok", "vevo"];
    private static readonly string[] First = ["Paper", "Midnight", "Harbour", "Glass", "Slow", "Red", "Winter", "Neon", "Borrowed", "竹林", "Último", "Silent"];
    private static readonly string[] Second = ["Lanterns", "Train", "Weather", "Garden", "Letters", "River", "Machine", "夜曲", "Horizon", "Season", "Orbit", "& Smoke"];

    public static List<SyntheticMv> Make(int count, Random random)
    {
        var mvs = new List<SyntheticMv>(count);
        for (var i = 0; i < count; i++)
        {
            // A skewed draw: some genres are rare.
            var genre = (int)(Genres.Length * Math.Pow(random.NextDouble(), 1.6));
            var declared = i % 9 == 0 ? null : Genres[i % 7 == 0 ? (genre + 1) % Genres.Length : genre];
            var recognised = i % 4 == 0 ? null : Genres[genre];
            bool? story = i % 11 == 0 ? null : random.NextDouble() < .42;
            var title = $"{First[random.Next(First.Length)]} {Second[random.Next(Second.Length)]}";
            var mv = new SyntheticMv($"mv-{i:0000}", title, declared, recognised, story);
            foreach (var platform in Platforms.Where((_, p) => p == 0 || random.NextDouble() < .5 - (.1 * p)))
                mv.Rows.Add(Row(platform, genre, story is true, random));
            mvs.Add(mv);
        }

        return mvs;
    }

    private static SyntheticRow Row(string platform, int genre, bool story, Random random)
    {
        var impressions = (long)(Math.Exp(9 + (3 * random.NextDouble())) * (1.4 - (genre * .08)));
        var clicks = (long)(impressions * (.035 + (.004 * (genre % 4)) + (story ? .008 : 0)));
        var views = (long)(clicks * (1.5 + random.NextDouble()));
        var net = new Counters(impressions, clicks, views, (long)(views * (.03 + (story ? .009 : 0))), views / 400, views / 250);
        var day = new Counters(impressions / 12, clicks / 12, views / 12, net.Likes / 12, net.Comments / 12, net.Shares / 12);
        var hour = new Counters(impressions / 300, clicks / 300, views / 300, net.Likes / 300, net.Comments / 300, net.Shares / 300);
        return new(platform)
        {
            Net = net,
            Gross = net with { Views = views + (views / 60) },
            LastDay = new(day, new(0, 0, views / 700, 0, 0, 0)),
            LastHour = new(hour, default),
        };
    }
}
