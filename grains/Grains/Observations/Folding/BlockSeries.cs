using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// The series of a block's readings, found a stretch at a time: memory is asked for by all readings of a stretch before the first is folded, because waiting
/// for it one by one is what folding millions of series would cost. One thread at a time.
/// </summary>
internal sealed class BlockSeries(ReadingBlock block, MvTable mvs, NameTable names, SeriesTable series)
{
    /// <summary>Readings of a stretch: as many as lie in the nearest caches with their rows.</summary>
    private const int Stretch = 128;

    private const int Unknown = -1, Wanted = -2;

    private readonly uint[] hashes = new uint[Stretch];
    private readonly int[] texts = new int[Stretch];
    private readonly int[] found = new int[Stretch];
    private int[] mvOf = [], nameOf = [];
    private int from, to;

    /// <summary>Begins with the block's first reading.</summary>
    public void Begin()
    {
        if (mvOf.Length < block.TextCount)
            (mvOf, nameOf) = (new int[block.TextCount * 2], new int[block.TextCount * 2]);
        mvOf.AsSpan(0, block.TextCount).Fill(Unknown);
        nameOf.AsSpan(0, block.TextCount).Fill(Unknown);
        from = to = 0;
    }

    /// <summary>The place of a reading's series, added where new. Readings are asked for in order.</summary>
    public int Of(int reading)
    {
        if (reading >= to)
            FindStretch();
        return found[reading - from];
    }

    private void FindStretch()
    {
        from = to;
        to = Math.Min(from + Stretch, block.Count);
        FindMvs();
        for (int i = from; i < to; i++)
            hashes[i - from] = TextHash.Of(mvOf[block.Mv[i]], Name(block.Platform[i]), Name(block.Source[i]));
        series.Prefetch(hashes.AsSpan(0, to - from), found);
        for (int i = from; i < to; i++)
            found[i - from] = series.Place(mvOf[block.Mv[i]], nameOf[block.Platform[i]], nameOf[block.Source[i]], hashes[i - from], found[i - from]);
    }

    private void FindMvs()
    {
        int count = 0;
        for (int i = from; i < to; i++)
        {
            int text = block.Mv[i];
            if (mvOf[text] != Unknown)
                continue;
            mvOf[text] = Wanted;
            texts[count] = text;
            hashes[count++] = TextHash.Of(block.Text(text));
        }

        mvs.Prefetch(hashes.AsSpan(0, count), found);
        for (int i = 0; i < count; i++)
            mvOf[texts[i]] = mvs.Place(block.Text(texts[i]), hashes[i], found[i]);
    }

    private int Name(int text)
    {
        ref int name = ref nameOf[text];
        if (name == Unknown)
            name = names.Place(block.TextOf(text));
        return name;
    }
}
