using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>The ids that a catalogue has named so far, so that a second, different row of an id is noticed. About 50 bytes an id.</summary>
internal sealed class RowIdentities
{
    private readonly Dictionary<UInt128, ulong> _seen = [];

    /// <summary>Notes a row's id. False where another row of this id, with other bytes, came before.</summary>
    public bool TryAdd(string id, ulong rowHash)
    {
        UInt128 key = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan()));
        ref ulong seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, key, out bool known);
        if (!known) seen = rowHash;
        return seen == rowHash;
    }
}
