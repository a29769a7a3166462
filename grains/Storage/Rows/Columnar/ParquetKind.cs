namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>What a Parquet column's values are, and how they read as text.</summary>
public enum ParquetKind
{
    /// <summary>Lists, structs, maps, and types that have no text here.</summary>
    Unreadable,

    /// <summary>UTF-8, or bytes that are not declared to be anything.</summary>
    Text,
    Whole,
    Unsigned,
    Floating,
    Decimal,
    Truth,

    /// <summary>Written yyyy-MM-dd.</summary>
    Date,

    /// <summary>Instants in UTC, written in RFC 3339; with local times, the offset is missing.</summary>
    Milliseconds,
    Microseconds,
    Nanoseconds,
    LocalMilliseconds,
    LocalMicroseconds,
    LocalNanoseconds,
}
