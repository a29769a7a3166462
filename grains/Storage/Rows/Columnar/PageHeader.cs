namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>What stands before a page.</summary>
internal struct PageHeader
{
    public const int DataV1 = 0, Dictionary = 2, DataV2 = 3;

    /// <summary>One of the constants here, or another kind of page.</summary>
    public int Type;

    public int Uncompressed, Compressed, Values, Encoding, DefinitionBytes, RepetitionBytes;
    public bool IsPlain;

    /// <summary>Reads a header, and says how many bytes it has.</summary>
    public static PageHeader Read(ReadOnlySpan<byte> bytes, out int length)
    {
        var thrift = new ThriftReader(bytes);
        var header = new PageHeader { Type = -1, Values = -1 };
        for (int id = 0; thrift.Field(ref id, out int type);)
        {
            switch (id, type)
            {
                case (1, ThriftReader.Int32): header.Type = thrift.Count(); break;
                case (2, ThriftReader.Int32): header.Uncompressed = thrift.Count(); break;
                case (3, ThriftReader.Int32): header.Compressed = thrift.Count(); break;
                case (5 or 7, ThriftReader.Struct): header.ReadKind(ref thrift, version2: false); break;
                case (8, ThriftReader.Struct): header.ReadKind(ref thrift, version2: true); break;
                default: thrift.Skip(type); break;
            }
        }

        length = thrift.Position;
        return header;
    }

    private void ReadKind(ref ThriftReader thrift, bool version2)
    {
        for (int id = 0; thrift.Field(ref id, out int type);)
        {
            switch (id, type, version2)
            {
                case (1, ThriftReader.Int32, _): Values = thrift.Count(); break;
                case (2, ThriftReader.Int32, false):
                case (4, ThriftReader.Int32, true): Encoding = thrift.Count(); break;
                case (5, ThriftReader.Int32, true): DefinitionBytes = thrift.Count(); break;
                case (6, ThriftReader.Int32, true): RepetitionBytes = thrift.Count(); break;
                case (7, ThriftReader.False, true): IsPlain = true; break;
                default: thrift.Skip(type); break;
            }
        }
    }
}
