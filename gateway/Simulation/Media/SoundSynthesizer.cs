namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>Plays a score: mono PCM, 16-bit little-endian, at <see cref="MediaScore.SampleRate"/>. Used by one thread.</summary>
internal sealed class SoundSynthesizer
{
    private const int StepsPerBar = 16;
    private static readonly int[] Pentatonic = [0, 3, 5, 7, 10, 12, 15];

    private readonly MediaScore _score;
    private readonly GenreTexture _texture;
    private readonly float[] _mix;
    private readonly float[] _chords;
    private readonly Voices _voices;
    private SeededStream _random;

    private SoundSynthesizer(MediaScore score)
    {
        (_score, _texture) = (score, score.Texture);
        (_mix, _chords) = (new float[score.Samples], new float[score.Samples]);
        _random = SeededStream.For(score.Seed, StreamPurpose.Media, score.Index, 1);
        _voices = new Voices(SeededStream.For(score.Seed, StreamPurpose.Media, score.Index, 2));
    }

    /// <summary>The samples of a score, as bytes.</summary>
    public static byte[] Play(MediaScore score) => new SoundSynthesizer(score).Play();

    private byte[] Play()
    {
        var key = _random.Next(-5, 7);
        var step = 60 / _score.BeatsPerMinute / 4;
        for (var n = 0; n * step < _score.Seconds; n++)
        {
            var swing = n % 4 == 2 ? _texture.Swing * 2 * step : 0;
            PlayStep(n, n * step + swing, step, key + _texture.Roots[n / StepsPerBar % _texture.Roots.Length]);
        }
        return Master();
    }

    private void PlayStep(int n, double at, double step, int root)
    {
        var s = n % StepsPerBar;
        var drums = (float)_texture.DrumLevel;
        if (_texture.Kick[s] == 'x') _voices.Kick(_mix, at, drums);
        if (_texture.Snare[s] == 'x') _voices.Noise(_mix, at, 0.5f * drums, 0.09, false);
        if (_texture.Hat[s] == 'x') _voices.Noise(_mix, at, 0.2f * drums, 0.03, true);
        if (_texture.Bass[s] == 'x')
        {
            // Basses walk: root on the one, chord notes after it.
            var note = s == 0 ? 0 : _random.Pick(_texture.Voicing);
            Voices.Tone(_mix, at, step * 4, Frequency(root + note - 24), 0.35f, Timbre.Sine);
        }
        if (_texture.Chord[s] == 'x')
        {
            foreach (var note in _texture.Voicing)
                Voices.Tone(_chords, at, step * 8, Frequency(root + note - 5), (float)_texture.ChordLevel, _texture.ChordTimbre);
        }
        if (s % 2 == 0 && _random.Chance(_texture.LeadDensity))
            Voices.Tone(_mix, at, step * 3, Frequency(root + 12 + _random.Pick(Pentatonic)), 0.16f, _texture.LeadTimbre);
    }

    private byte[] Master()
    {
        var drive = (float)_texture.Drive;
        var peak = 1e-6f;
        for (var i = 0; i < _mix.Length; i++)
        {
            var chords = drive > 1 ? MathF.Tanh(_chords[i] * drive) * 0.35f : _chords[i];
            _mix[i] += chords;
            peak = Math.Max(peak, Math.Abs(_mix[i]));
        }
        var pcm = new byte[_mix.Length * 2];
        for (var i = 0; i < _mix.Length; i++)
            BitConverter.TryWriteBytes(pcm.AsSpan(i * 2), (short)MathF.Round(_mix[i] / peak * 28_000));
        return pcm;
    }

    private static double Frequency(int semitonesAboveA3) => 220 * Math.Pow(2, semitonesAboveA3 / 12.0);
}
