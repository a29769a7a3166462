namespace MediaAnalytics.Analysis.Signal;

/// <summary>The periodic Hann window: ½ − ½·cos(2πn/N), n = 0 … N − 1.</summary>
public static class HannWindow
{
    /// <summary>The window of <paramref name="size"/> samples.</summary>
    public static float[] Periodic(int size)
    {
        var window = new float[size];
        for (int i = 0; i < size; i++) window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * i / size)));
        return window;
    }
}
