namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>Draws a score's video as yuv420p frames: each shot has its own colours and a moving band; neighbours differ in brightness by
/// at least 60 of 255, so that a shot detector can see every cut.</summary>
internal static class FrameSynthesizer
{
    public const int Width = 160;
    public const int Height = 90;

    /// <summary>Bytes of a frame.</summary>
    public const int FrameSize = Width * Height * 3 / 2;

    /// <summary>Writes all frames of a score.</summary>
    public static void Draw(MediaScore score, Stream output)
    {
        var frame = new byte[FrameSize];
        var random = SeededStream.For(score.Seed, StreamPurpose.Frames, score.Index);
        var (nextCut, luma) = (0, random.Next(40, 200));
        var shot = new Shot(ref random, luma);
        for (var n = 0; n < score.Frames; n++)
        {
            if (nextCut < score.Cuts.Count && score.Cuts[nextCut] == n)
            {
                nextCut++;
                luma = luma >= 120 ? luma - random.Next(60, luma - 30) : luma + random.Next(60, 200 - luma + 1);
                shot = new Shot(ref random, luma);
            }
            shot.Paint(frame, n);
            output.Write(frame);
        }
    }

    private readonly struct Shot
    {
        private readonly int _luma;
        private readonly byte _blue;
        private readonly byte _red;
        private readonly int _speed;
        private readonly int _tilt;

        public Shot(ref SeededStream random, int luma)
        {
            _luma = luma;
            (_blue, _red) = ((byte)random.Next(60, 196), (byte)random.Next(60, 196));
            (_speed, _tilt) = (random.Next(1, 4), random.Next(0, 3));
        }

        public void Paint(byte[] frame, int n)
        {
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    var band = (x + y * _tilt + n * _speed) & 63;
                    frame[y * Width + x] = (byte)(_luma + (band < 12 ? 24 : band >> 3));
                }
            }
            const int Chroma = Width * Height / 4;
            frame.AsSpan(Width * Height, Chroma).Fill(_blue);
            frame.AsSpan(Width * Height + Chroma, Chroma).Fill(_red);
        }
    }
}
