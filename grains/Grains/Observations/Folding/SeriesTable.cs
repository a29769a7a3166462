namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A partition's series, by place and by whose they are. One thread at a time.</summary>
internal sealed class SeriesTable(MvTable mvs)
{
    /// <summary>An MV with more series keeps one of each platform's by hand, else each new series would be compared with all of them.</summary>
    private const int Crowd = 64;

    private readonly HashSlots slots = new();
    private readonly Dictionary<int, Dictionary<int, int>> crowds = [];

    /// <summary>The rows.</summary>
    public PagedArray<SeriesRow> Rows { get; } = new();

    /// <summary>What few series have, by place.</summary>
    public Dictionary<int, SeriesExtra> Extras { get; } = [];

    /// <summary>(MV, platform) pairs.</summary>
    public long Pairs { get; private set; }

    /// <summary>The series at a place.</summary>
    public ref SeriesRow this[int place] => ref Rows[place];

    /// <summary>The rarities of a series; null where it has none.</summary>
    public SeriesExtra? Extra(int place, in SeriesState state) => (state.Flags & SeriesFlags.HasExtra) == 0 ? null : Extras[place];

    /// <summary>Asks for the rows of some hashes of (MV, platform, source), step by step for all of them.</summary>
    /// <param name="hashes">The hashes.</param>
    /// <param name="candidates">Takes their likely places; -1 where there is none.</param>
    public void Prefetch(ReadOnlySpan<uint> hashes, Span<int> candidates)
    {
        foreach (uint hash in hashes)
            slots.Prefetch(hash);
        for (int i = 0; i < hashes.Length; i++)
        {
            candidates[i] = slots.First(hashes[i]);
            if (candidates[i] >= 0)
                Folding.Prefetch.Lines(ref Rows[candidates[i]]);
        }
    }

    /// <summary>The place of a series, added where new.</summary>
    /// <param name="mv">Place of the MV.</param>
    /// <param name="platform">Place of the platform's name.</param>
    /// <param name="source">Place of the source's name.</param>
    /// <param name="hash">Their <see cref="TextHash"/>.</param>
    /// <param name="candidate">What <see cref="Prefetch"/> took it for.</param>
    public int Place(int mv, int platform, int source, uint hash, int candidate)
    {
        if (candidate >= 0 && Is(candidate, mv, platform, source))
            return candidate;
        return Find(mv, platform, source, hash) is var found && found >= 0 ? found : Add(mv, platform, source, hash);
    }

    /// <summary>The place of a series; -1 where unknown.</summary>
    public int Find(int mv, int platform, int source) => Find(mv, platform, source, TextHash.Of(mv, platform, source));

    private int Find(int mv, int platform, int source, uint hash)
    {
        int slot = slots.Start(hash);
        for (int place = slots.Next(hash, ref slot); place >= 0; place = slots.Next(hash, ref slot))
        {
            if (Is(place, mv, platform, source))
                return place;
        }

        return -1;
    }

    private bool Is(int place, int mv, int platform, int source)
    {
        ref SeriesRow row = ref Rows[place];
        return row.Mv == mv && row.Platform == platform && row.Source == source;
    }

    /// <summary>Makes the index anew over <see cref="Rows"/>, after they were filled.</summary>
    public void Index()
    {
        var shared = new HashSet<(int Mv, int Platform)>();
        for (int place = 0; place < Rows.Count; place++)
        {
            slots.Add(place, HashOf(place), HashOf);
            ref SeriesRow row = ref Rows[place];
            if ((row.State.Flags & SeriesFlags.HasSibling) == 0 || shared.Add((row.Mv, row.Platform)))
                Pairs++;
        }
    }

    private int Add(int mv, int platform, int source, uint hash)
    {
        var state = SeriesState.Empty;
        int sibling = Sibling(mv, platform);
        if (sibling >= 0)
        {
            // Where it has siblings itself, they and it are marked already.
            Rows[sibling].State.Flags |= SeriesFlags.HasSibling;
            state.Flags = SeriesFlags.HasSibling;
        }

        Pairs += sibling < 0 ? 1 : 0;
        int place = Rows.Add(new() { State = state, Mv = mv, Next = mvs[mv].FirstSeries, Platform = platform, Source = source });
        mvs[mv].FirstSeries = place;
        if (sibling < 0 && crowds.TryGetValue(mv, out Dictionary<int, int>? crowd))
            crowd.Add(platform, place);
        slots.Add(place, hash, HashOf);
        return place;
    }

    /// <summary>A series of the same MV and platform; -1 where there is none.</summary>
    private int Sibling(int mv, int platform)
    {
        if (crowds.TryGetValue(mv, out Dictionary<int, int>? crowd))
            return crowd.GetValueOrDefault(platform, -1);

        int steps = 0;
        for (int other = mvs[mv].FirstSeries; other >= 0 && steps <= Crowd; other = Rows[other].Next, steps++)
        {
            if (Rows[other].Platform == platform)
                return other;
        }

        return steps > Crowd ? Gather(mv).GetValueOrDefault(platform, -1) : -1;
    }

    private Dictionary<int, int> Gather(int mv)
    {
        var crowd = new Dictionary<int, int>();
        for (int other = mvs[mv].FirstSeries; other >= 0; other = Rows[other].Next)
            crowd[Rows[other].Platform] = other;
        crowds.Add(mv, crowd);
        return crowd;
    }

    private uint HashOf(int place)
    {
        ref SeriesRow row = ref Rows[place];
        return TextHash.Of(row.Mv, row.Platform, row.Source);
    }
}
