namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>Numbers packed into bits, the lowest bit first.</summary>
internal static class PackedBits
{
    /// <summary>The number of <paramref name="width"/> bits, 0 to 64, from bit <paramref name="at"/> on.</summary>
    public static ulong Read(ReadOnlySpan<byte> bytes, long at, int width)
    {
        ulong value = 0;
        for (int done = 0; done < width;)
        {
            int inByte = (int)((at + done) & 7), take = Math.Min(8 - inByte, width - done);
            ulong bits = (ulong)(bytes[(int)((at + done) >> 3)] >> inByte) & ((1UL << take) - 1);
            value |= bits << done;
            done += take;
        }

        return value;
    }
}
