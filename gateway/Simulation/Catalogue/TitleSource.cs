namespace MediaAnalytics.Gateway.Simulation.Catalogue;

/// <summary>Titles of many scripts, some with commas and quotes, since a catalogue's titles hold them.</summary>
internal static class TitleSource
{
    private static readonly string[] First =
        ["Silver", "Midnight", "Paper", "Electric", "Quiet", "Golden", "Broken", "Neon", "Winter", "Distant", "Velvet", "Salt"];

    private static readonly string[] Second =
        ["River", "Letters", "Hearts", "Highway", "Garden", "Satellite", "Shadows", "Harbour", "Fever", "Windows", "Train", "Sky"];

    private static readonly string[] Scripts =
    [
        "月光下的河", "城市的灯火", "故乡的味道", "夜に駆ける風", "さくら、ふたたび", "서울의 밤", "바람이 분다", "Тихая река", "Последний поезд",
        "ليل طويل", "شوارع المدينة", "चाँद और नदी", "Φως στο λιμάνι", "עיר לבנה", "แสงจันทร์", "Đêm Hà Nội", "Ñandú, ¿dónde estás?", "Ça ira, chérie ♥",
    ];

    private static readonly string[] Versions =
        ["(Live)", "(Live at the Harbour, 2nd Night)", "(Lyric Video)", "(Acoustic)", "(\"Director's Cut\")", "(Dance Version)"];

    /// <summary>The title of a track's first MV, or of one of its other versions.</summary>
    public static string Title(long seed, TrackLayout track, int mv)
    {
        var song = SeededStream.For(seed, StreamPurpose.Track, track.FirstMv, 1);
        var name = Song(ref song);
        if (mv == track.FirstMv) return name;
        var version = SeededStream.For(seed, StreamPurpose.Mv, mv, 1);
        return name + " " + version.Pick(Versions);
    }

    private static string Song(ref SeededStream random)
    {
        var kind = random.Next(0, 8);
        var first = random.Pick(First);
        var second = random.Pick(Second);
        var script = random.Pick(Scripts);
        return kind switch
        {
            0 or 1 => script,
            2 => $"{first}, {second}, and You",
            3 => $"The \"{first}\" {second}",
            4 => $"{script} / {first} {second}",
            _ => $"{first} {second}",
        };
    }
}
