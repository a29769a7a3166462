using MediaAnalytics.Analysis.Genre;

namespace MediaAnalytics.Inference.Batching;

/// <summary>
/// Tracks that wait or are being scored, bounded by their clips: the most urgent first, in order of arrival within one priority. Where it is full, a newcomer takes
/// the place of less urgent ones that have not begun, or is refused. Callers on any thread; <see cref="Next"/> is the engine thread's.
/// </summary>
internal sealed class ScoreQueue(int maxClips)
{
    private readonly object _gate = new();
    private readonly LinkedList<ScoreRequest>[] _waiting = [.. Enum.GetValues<ScorePriority>().Select(_ => new LinkedList<ScoreRequest>())];
    private readonly HashSet<ScoreRequest> _held = [];
    private int _clips;
    private long _arrivals;
    private long _changes;
    private bool _closed;

    /// <summary>Clips of the tracks that wait or are being scored.</summary>
    public int Clips => Volatile.Read(ref _clips);

    /// <summary>Counts whatever may matter to one who waits in <see cref="WaitForChange"/>.</summary>
    public long Changes => Volatile.Read(ref _changes);

    public bool Closed => Volatile.Read(ref _closed);

    /// <summary>Whether no track has tiles left to take.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _waiting.All(list => list.Count == 0);
        }
    }

    /// <summary>Takes a newcomer in, for which <paramref name="displaced"/> have to go; one is always taken in where there is no other.</summary>
    /// <returns>False where it is full of tracks that are as urgent, or have begun.</returns>
    /// <exception cref="OperationCanceledException">The queue is closed.</exception>
    public bool TryAdd(ScoreRequest newcomer, out IReadOnlyList<ScoreRequest> displaced)
    {
        lock (_gate)
        {
            if (_closed) throw new OperationCanceledException("The genre engine is stopping.");
            var outranked = Outranked(newcomer);
            displaced = outranked ?? [];
            if (outranked is null) return false;
            foreach (var request in outranked)
            {
                _waiting[(int)request.Priority].Remove(request);
                Drop(request);
            }

            newcomer.Number = _arrivals++;
            _waiting[(int)newcomer.Priority].AddLast(newcomer);
            _held.Add(newcomer);
            _clips += newcomer.Clips;
            Signal();
            return true;
        }
    }

    /// <summary>Lets go of a track that is done with; a second time changes nothing.</summary>
    public void Release(ScoreRequest request)
    {
        lock (_gate)
        {
            Drop(request);
            Signal();
        }
    }

    /// <summary>The next track that has tiles left and that <paramref name="fits"/>; null where there is none. Those that are exhausted are taken off.</summary>
    /// <param name="fits">Which tracks may be taken.</param>
    /// <param name="longest">The one that has waited longest instead of the most urgent.</param>
    public ScoreRequest? Next(Func<ScoreRequest, bool> fits, bool longest)
    {
        lock (_gate)
        {
            ScoreRequest? best = null;
            for (int priority = _waiting.Length - 1; priority >= 0; priority--)
            {
                var first = First(_waiting[priority], fits);
                if (first is not null && (best is null || (longest && first.Number < best.Number))) best = first;
                if (best is not null && !longest) break;
            }

            return best;
        }
    }

    /// <summary>Returns once <see cref="Changes"/> is no longer <paramref name="seen"/>, or the queue is closed; false where that took too long.</summary>
    public bool WaitForChange(long seen, TimeSpan patience)
    {
        lock (_gate)
        {
            while (_changes == seen && !_closed)
            {
                if (!Monitor.Wait(_gate, patience)) return false;
            }

            return true;
        }
    }

    /// <summary>Wakes the one who waits.</summary>
    public void Wake()
    {
        lock (_gate) Signal();
    }

    /// <summary>Takes nothing in any more; what is still held is the caller's to end.</summary>
    public IReadOnlyList<ScoreRequest> Close()
    {
        lock (_gate)
        {
            _closed = true;
            Signal();
            return [.. _held];
        }
    }

    /// <summary>Who has to go for a newcomer: the least urgent, of those the last come; null where that does not make room.</summary>
    private List<ScoreRequest>? Outranked(ScoreRequest newcomer)
    {
        var outranked = new List<ScoreRequest>();
        int held = _clips;
        for (int priority = 0; priority < (int)newcomer.Priority; priority++)
        {
            for (var node = _waiting[priority].Last; node is not null && !HasRoom(held, newcomer); node = node.Previous)
            {
                if (node.Value.Model is not null || node.Value.Exhausted) continue;
                outranked.Add(node.Value);
                held -= node.Value.Clips;
            }
        }

        return HasRoom(held, newcomer) ? outranked : null;
    }

    private bool HasRoom(int held, ScoreRequest newcomer) => held == 0 || held + newcomer.Clips <= maxClips;

    private static ScoreRequest? First(LinkedList<ScoreRequest> list, Func<ScoreRequest, bool> fits)
    {
        var node = list.First;
        while (node is not null)
        {
            var next = node.Next;
            if (node.Value.Exhausted) list.Remove(node);
            else if (fits(node.Value)) return node.Value;
            node = next;
        }

        return null;
    }

    private void Drop(ScoreRequest request)
    {
        if (_held.Remove(request)) _clips -= request.Clips;
    }

    private void Signal()
    {
        _changes++;
        Monitor.PulseAll(_gate);
    }
}
