using System.Text;

namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>Reads the columns off a file's schema. Groups (lists, structs, maps) become one unreadable column each.</summary>
internal static class ParquetSchema
{
    private const int MaxElements = 10_000;

    /// <summary>The columns, from the list of schema elements.</summary>
    public static ParquetColumn[] Read(ref ThriftReader thrift)
    {
        int count = thrift.Elements(out int type);
        if (type != ThriftReader.Struct || count is < 1 or > MaxElements) throw new ParquetFileException($"its schema must have 1 to {MaxElements} elements");
        var elements = new Element[count];
        for (int i = 0; i < count; i++) elements[i] = ReadElement(ref thrift);
        var columns = new List<ParquetColumn>();
        int at = 1, leaf = 0;
        while (at < count)
        {
            Element element = elements[at];
            int first = leaf;
            // A group takes its descendants with it, however deep they are.
            for (long open = 1; open > 0; open--, at++)
            {
                if (at == count) throw new ParquetFileException("its schema ends within a group");
                open += elements[at].Children;
                if (elements[at].Children == 0 && elements[at].Type >= 0) leaf++;
            }

            bool flat = element.Children == 0 && element.Repetition is 0 or 1;
            columns.Add(new(
                element.Name, flat ? element.Kind() : ParquetKind.Unreadable, first, (ParquetPhysical)element.Type, element.Width, element.Scale,
                element.Repetition == 1));
        }

        return [.. columns];
    }

    private static Element ReadElement(ref ThriftReader thrift)
    {
        var element = new Element { Type = -1, Converted = -1 };
        for (int id = 0; thrift.Field(ref id, out int type);)
        {
            switch (id, type)
            {
                case (1, ThriftReader.Int32): element.Type = thrift.Count(); break;
                case (2, ThriftReader.Int32): element.Width = thrift.Count(); break;
                case (3, ThriftReader.Int32): element.Repetition = thrift.Count(); break;
                case (4, ThriftReader.Binary): element.Name = Encoding.UTF8.GetString(thrift.Bytes()); break;
                case (5, ThriftReader.Int32): element.Children = thrift.Count(); break;
                case (6, ThriftReader.Int32): element.Converted = thrift.Count(); break;
                case (7, ThriftReader.Int32): element.Scale = thrift.Count(); break;
                case (10, ThriftReader.Struct): ReadLogical(ref thrift, ref element); break;
                default: thrift.Skip(type); break;
            }
        }

        return element;
    }

    private static void ReadLogical(ref ThriftReader thrift, ref Element element)
    {
        for (int id = 0; thrift.Field(ref id, out int type);)
        {
            element.Logical = id;
            if (type != ThriftReader.Struct)
            {
                thrift.Skip(type);
                continue;
            }

            for (int part = 0; thrift.Field(ref part, out int partType);)
            {
                if (id == 8 && part == 1) element.Utc = partType == ThriftReader.True;
                if (id == 10 && part == 2) element.Signed = partType == ThriftReader.True;
                if (id == 5 && part == 1 && partType == ThriftReader.Int32) element.Scale = thrift.Count();
                else if (id == 8 && part == 2 && partType == ThriftReader.Struct)
                    for (int unit = 0; thrift.Field(ref unit, out int unitType); thrift.Skip(unitType)) element.Unit = unit;
                else thrift.Skip(partType);
            }
        }
    }

    /// <summary>An element as it stands in the file; -1 where it does not say.</summary>
    private struct Element()
    {
        public string Name = "";
        public int Type, Width, Repetition, Children, Converted, Scale, Logical, Unit;
        public bool Utc, Signed = true;

        public readonly ParquetKind Kind() => (ParquetPhysical)Type switch
        {
            ParquetPhysical.Boolean => ParquetKind.Truth,
            ParquetPhysical.Float or ParquetPhysical.Double => ParquetKind.Floating,
            ParquetPhysical.ByteArray => Logical == 5 || Converted == 5 ? ParquetKind.Decimal : Logical is 0 or 1 or 4 or 12 ? ParquetKind.Text : ParquetKind.Unreadable,
            ParquetPhysical.FixedByteArray => Logical == 5 || Converted == 5 ? ParquetKind.Decimal : ParquetKind.Unreadable,
            ParquetPhysical.Int32 or ParquetPhysical.Int64 => Logical switch
            {
                5 => ParquetKind.Decimal,
                6 => ParquetKind.Date,
                8 => Timestamp(Unit, Utc),
                10 => Signed ? ParquetKind.Whole : ParquetKind.Unsigned,
                0 => Converted switch
                {
                    5 => ParquetKind.Decimal,
                    6 => ParquetKind.Date,
                    9 => ParquetKind.Milliseconds,
                    10 => ParquetKind.Microseconds,
                    >= 11 and <= 14 => ParquetKind.Unsigned,
                    -1 or >= 15 and <= 18 => ParquetKind.Whole,
                    _ => ParquetKind.Unreadable,
                },
                _ => ParquetKind.Unreadable,
            },
            _ => ParquetKind.Unreadable,
        };

        private static ParquetKind Timestamp(int unit, bool utc) => (unit, utc) switch
        {
            (1, true) => ParquetKind.Milliseconds,
            (2, true) => ParquetKind.Microseconds,
            (3, true) => ParquetKind.Nanoseconds,
            (1, false) => ParquetKind.LocalMilliseconds,
            (2, false) => ParquetKind.LocalMicroseconds,
            (3, false) => ParquetKind.LocalNanoseconds,
            _ => ParquetKind.Unreadable,
        };
    }
}
