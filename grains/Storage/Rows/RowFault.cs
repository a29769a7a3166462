namespace MediaAnalytics.Storage.Rows;

/// <summary>Why a row could not be told apart from its neighbours; the rows after it are read all the same.</summary>
public enum RowFault
{
    None = 0,

    /// <summary>The row is longer than <see cref="RowReader.MaxRowBytes"/>; only its beginning is kept.</summary>
    TooLong = 1,

    /// <summary>
    /// A quote opens without closing, closes before the field ends, or stands inside an unquoted field. The row is its first line alone, and reading
    /// goes on with the next line, so that a stray quote costs one line and not the rest of the file.
    /// </summary>
    Quote = 2,
}
