namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A partition's series, by place and by whose they are. One thread at a time.</summary>
internal sealed class SeriesTable(MvTable mvs)
{
    private readonly HashSlots slots = new();

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
        for (int place = 0; place < Rows.Count; place++)
        {
            slots.Add(place, HashOf(place), HashOf);
            ref SeriesRow row = ref Rows[place];
            if ((row.State.Flags & SeriesFlags.HasSibling) == 0 || FirstSibling(place) == place)
                Pairs++;
        }
    }

    /// <summary>The oldest series of the same MV and platform.</summary>
    public int FirstSibling(int place)
    {
        ref SeriesRow row = ref Rows[place];
        int first = place;
        for (int other = mvs[row.Mv].FirstSeries; other >= 0; other = Rows[other].Next)
        {
            if (Rows[other].Platform == row.Platform)
                first = Math.Min(first, other);
        }

        return first;
    }

    private int Add(int mv, int platform, int source, uint hash)
    {
        var state = SeriesState.Empty;
        for (int other = mvs[mv].FirstSeries; other >= 0; other = Rows[other].Next)
        {
            if (Rows[other].Platform != platform)
                continue;
            Rows[other].State.Flags |= SeriesFlags.HasSibling;
            state.Flags |= SeriesFlags.HasSibling;
        }

        Pairs += state.Flags == SeriesFlags.None ? 1 : 0;
        int place = Rows.Add(new() { State = state, Mv = mv, Next = mvs[mv].FirstSeries, Platform = platform, Source = source });
        mvs[mv].FirstSeries = place;
        slots.Add(place, hash, HashOf);
        return place;
    }

    private uint HashOf(int place)
    {
        ref SeriesRow row = ref Rows[place];
        return TextHash.Of(row.Mv, row.Platform, row.Source);
    }
}
