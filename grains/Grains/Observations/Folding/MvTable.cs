using System.Text;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A partition's MVs, by place and by id. One thread at a time.</summary>
internal sealed class MvTable
{
    private readonly PagedArray<MvEntry> entries = new();
    private readonly TextArena texts = new();
    private readonly HashSlots slots = new();

    public MvTable() => EmptyTitle = texts.Add([]);

    /// <summary>The handle of a title not known.</summary>
    public long EmptyTitle { get; }

    /// <summary>How many there are, catalogued or not.</summary>
    public int Count => entries.Count;

    /// <summary>The MV at a place.</summary>
    public ref MvEntry this[int place] => ref entries[place];

    /// <summary>Its id.</summary>
    public string Id(int place) => texts.Text(entries[place].Id);

    /// <summary>Its id in UTF-8.</summary>
    public ReadOnlySpan<byte> IdBytes(int place) => texts.Bytes(entries[place].Id);

    /// <summary>Its title in UTF-8; empty where not catalogued.</summary>
    public ReadOnlySpan<byte> TitleBytes(int place) => texts.Bytes(entries[place].Title);

    /// <summary>Gives it a title.</summary>
    public void SetTitle(int place, ReadOnlySpan<byte> title)
    {
        if (!TitleBytes(place).SequenceEqual(title))
            entries[place].Title = texts.Add(title);
    }

    /// <summary>The place of an id; -1 where unknown.</summary>
    public int Find(string id)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(id);
        return Find(utf8, TextHash.Of(utf8));
    }

    /// <summary>The place of an id, added where new.</summary>
    public int Place(ReadOnlySpan<byte> id) => Place(id, TextHash.Of(id));

    /// <inheritdoc cref="Place(ReadOnlySpan{byte})"/>
    /// <param name="id">The id.</param>
    /// <param name="hash">Its <see cref="TextHash"/>.</param>
    /// <param name="candidate">What <see cref="Prefetch"/> took it for.</param>
    public int Place(ReadOnlySpan<byte> id, uint hash, int candidate = -1)
    {
        if (candidate >= 0 && IdBytes(candidate).SequenceEqual(id))
            return candidate;
        int found = Find(id, hash);
        if (found >= 0)
            return found;
        int place = entries.Add(new() { Id = texts.Add(id), Title = EmptyTitle, Dimensions = -1, FirstSeries = -1 });
        slots.Add(place, hash, other => TextHash.Of(IdBytes(other)));
        return place;
    }

    /// <summary>
    /// Asks for what <see cref="Place(ReadOnlySpan{byte}, uint, int)"/> will read of some ids, step by step for all of them, so that memory is awaited once.
    /// </summary>
    /// <param name="hashes">Of the ids.</param>
    /// <param name="candidates">Takes their likely places; -1 where there is none.</param>
    public void Prefetch(ReadOnlySpan<uint> hashes, Span<int> candidates)
    {
        foreach (uint hash in hashes)
            slots.Prefetch(hash);
        for (int i = 0; i < hashes.Length; i++)
        {
            candidates[i] = slots.First(hashes[i]);
            if (candidates[i] >= 0)
                Folding.Prefetch.Lines(ref entries[candidates[i]]);
        }

        foreach (int place in candidates[..hashes.Length])
        {
            if (place >= 0)
                texts.Prefetch(entries[place].Id);
        }
    }

    private int Find(ReadOnlySpan<byte> id, uint hash)
    {
        int slot = slots.Start(hash);
        int place;
        do
        {
            place = slots.Next(hash, ref slot);
        }
        while (place >= 0 && !IdBytes(place).SequenceEqual(id));
        return place;
    }
}
