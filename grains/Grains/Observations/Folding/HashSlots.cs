using System.Numerics;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// An open-addressed index from hashes to places: four bytes a slot, 26 bits of place and 6 of hash, so that a wrong candidate is rare. Who asks compares
/// the candidates. One thread at a time.
/// </summary>
internal sealed class HashSlots
{
    /// <summary>Most places.</summary>
    public const int Capacity = (1 << PlaceBits) - 1;

    private const int PlaceBits = 26;
    private const uint PlaceMask = (1u << PlaceBits) - 1;

    private uint[] slots = new uint[64];
    private int count;

    /// <summary>Where the search for a hash begins.</summary>
    public int Start(uint hash) => (int)(Mix(hash) & (uint)(slots.Length - 1));

    /// <summary>Asks for the slot of a hash before it is needed.</summary>
    public void Prefetch(uint hash) => Folding.Prefetch.Lines(ref slots[Start(hash)]);

    /// <summary>The first candidate place; -1 where there is none.</summary>
    public int First(uint hash)
    {
        int slot = Start(hash);
        return Next(hash, ref slot);
    }

    /// <summary>The next candidate place; -1 where there is none. Moves <paramref name="slot"/> on.</summary>
    public int Next(uint hash, ref int slot)
    {
        uint tag = hash & ~PlaceMask;
        while (true)
        {
            uint found = slots[slot];
            slot = (slot + 1) & (slots.Length - 1);
            if (found == 0)
                return -1;
            if ((found & ~PlaceMask) == tag)
                return (int)(found & PlaceMask) - 1;
        }
    }

    /// <summary>Adds the place after all others; <paramref name="hashOf"/> gives the hash of any place.</summary>
    public void Add(int place, uint hash, Func<int, uint> hashOf)
    {
        if (place >= Capacity)
            throw new InvalidOperationException($"a partition holds {Capacity:N0} MVs and series at most; make the data folder with more Partitions");
        if ((count + 1) * 4L > slots.Length * 3L)
            Grow(hashOf);
        Put(place, hash);
        count++;
    }

    private static uint Mix(uint hash) => BitOperations.RotateLeft(hash * 0x9E3779B1u, 15);

    private void Grow(Func<int, uint> hashOf)
    {
        uint[] before = slots;
        slots = new uint[before.Length * 2];
        foreach (uint slot in before)
        {
            if (slot == 0)
                continue;
            int place = (int)(slot & PlaceMask) - 1;
            Put(place, hashOf(place));
        }
    }

    private void Put(int place, uint hash)
    {
        int slot = Start(hash);
        while (slots[slot] != 0)
            slot = (slot + 1) & (slots.Length - 1);
        slots[slot] = (hash & ~PlaceMask) | (uint)(place + 1);
    }
}
