namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// Cuts a stream of mono samples into clips and keeps their log-mels, never more than two clips of sound. One thread at a time.
/// </summary>
/// <remarks>
/// A last piece of <see cref="ShortestLastClip"/> or more becomes the last whole clip's length of the track, overlapping the clip before; a
/// shorter one is left out. Sound shorter than one clip is repeated to fill it. When over <c>maxClips</c> would be kept, every other
/// one is let go and from then on every second is skipped, and so on: what stays is spread evenly over the track.
/// </remarks>
public sealed class LogMelTrackBuilder
{
    /// <summary>Default of the most clips kept of a track: 40 (20 minutes of sound, 3.7 MB).</summary>
    public const int DefaultMaxClips = 40;

    private readonly LogMelFrontEnd _frontEnd;
    private readonly int _maxClips;
    private readonly List<ReadOnlyMemory<byte>> _clips = [];
    private float[] _current;
    private float[] _previous;
    private int _fill;
    private int _stride = 1;
    private long _whole;

    /// <summary>Makes a builder; <paramref name="maxClips"/> is at least 1.</summary>
    public LogMelTrackBuilder(LogMelFrontEnd frontEnd, int maxClips = DefaultMaxClips)
    {
        ArgumentNullException.ThrowIfNull(frontEnd);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxClips, 1);
        (_frontEnd, _maxClips) = (frontEnd, maxClips);
        (_current, _previous) = (new float[frontEnd.Contract.ClipSamples], new float[frontEnd.Contract.ClipSamples]);
    }

    /// <summary>Samples of the shortest last piece that makes a clip: a sixth of a clip (5 s).</summary>
    public int ShortestLastClip => _current.Length / 6;

    /// <summary>Samples taken.</summary>
    public long Samples => (_whole * _current.Length) + _fill;

    /// <summary>Takes the next samples (full scale ±1).</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        while (samples.Length > 0)
        {
            int count = Math.Min(samples.Length, _current.Length - _fill);
            samples[..count].CopyTo(_current.AsSpan(_fill));
            samples = samples[count..];
            _fill += count;
            if (_fill < _current.Length) continue;
            Keep(_current);
            (_current, _previous) = (_previous, _current);
            _fill = 0;
        }
    }

    /// <summary>Ends the track. Call once.</summary>
    /// <exception cref="InvalidOperationException">No sample was taken.</exception>
    public LogMelTrack Build()
    {
        var contract = _frontEnd.Contract;
        double seconds = (double)Samples / contract.SampleRate;
        if (Samples == 0) throw new InvalidOperationException("A track needs at least one sample.");
        if (_whole == 0)
        {
            for (int at = _fill; at < _current.Length; at += _fill) _current.AsSpan(0, Math.Min(_fill, _current.Length - at)).CopyTo(_current.AsSpan(at));
            Keep(_current);
        }
        else if (_fill >= ShortestLastClip)
        {
            _previous.AsSpan(_fill).CopyTo(_previous);
            _current.AsSpan(0, _fill).CopyTo(_previous.AsSpan(_previous.Length - _fill));
            Keep(_previous);
        }

        return new LogMelTrack(contract.Id, contract.MelBands, contract.Frames, seconds, _clips);
    }

    private void Keep(ReadOnlySpan<float> clip)
    {
        if (_whole++ % _stride != 0) return;
        if (_clips.Count == _maxClips)
        {
            for (int i = _clips.Count - 1; i > 0; i--)
            {
                if (i % 2 == 1) _clips.RemoveAt(i);
            }

            _stride *= 2;
            if ((_whole - 1) % _stride != 0) return;
            if (_clips.Count == _maxClips) return;
        }

        var levels = new byte[_frontEnd.Contract.ClipBytes];
        _frontEnd.Clip(clip, levels);
        _clips.Add(levels);
    }
}
