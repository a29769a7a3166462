namespace MediaAnalytics.Storage.EventLog;

/// <summary>How long the oldest log entry that someone has not reached yet has been there. One caller at a time.</summary>
internal sealed class LagClock
{
    /// <summary>Most marks kept; beyond, entries are dated once there is room, which only makes later ages shorter.</summary>
    private const int MostMarks = 4_096;

    private readonly Queue<(long Head, long At)> marks = new();
    private long newest;

    /// <summary>Notes the log's head, and how far someone has come; the timestamp at which the oldest entry beyond was first seen, null where none is.</summary>
    public long? Note(long head, long reached, long now)
    {
        if (head > newest && head > reached && marks.Count < MostMarks)
        {
            marks.Enqueue((head, now));
            newest = head;
        }

        while (marks.TryPeek(out (long Head, long At) oldest))
        {
            if (oldest.Head > reached)
                return oldest.At;
            marks.Dequeue();
        }

        return null;
    }
}
