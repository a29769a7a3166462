using MediaAnalytics.Inference.Baselines;

namespace MediaAnalytics.Tests.Unit.Baselines;

/// <summary>Problems small enough to know the answer of.</summary>
internal static class Toys
{
    /// <summary>Two half circles that reach into each other, blurred by <paramref name="noise"/>; no straight line parts them.</summary>
    public static FeatureTable Moons(int count, int seed, double noise = 0.1)
    {
        var random = new Random(seed);
        double Blur() => noise * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2;
        var labels = Enumerable.Range(0, count).Select(i => i % 2).ToArray();
        var rows = labels.Select(label =>
        {
            double angle = Math.PI * random.NextDouble();
            return label == 0 ? (float[])[(float)(Math.Cos(angle) + Blur()), (float)(Math.Sin(angle) + Blur())]
                : [(float)(1 - Math.Cos(angle) + Blur()), (float)(0.5 - Math.Sin(angle) + Blur())];
        }).ToArray();
        return FeatureTable.Of(rows, labels);
    }

    /// <summary>Four blurred corners, labelled by exclusive or.</summary>
    public static FeatureTable Xor(int count, int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, count).Select(i => (float[])[(i & 1) + (0.3f * random.NextSingle()), ((i >> 1) & 1) + (0.3f * random.NextSingle())]).ToArray();
        return FeatureTable.Of(rows, Enumerable.Range(0, count).Select(i => (i & 1) ^ ((i >> 1) & 1)).ToArray());
    }

    /// <summary>The share of <paramref name="table"/> that <paramref name="fitted"/> tells right.</summary>
    public static double Accuracy(IFittedBaseline fitted, FeatureTable table) =>
        Enumerable.Range(0, table.Count).Count(i => fitted.Predict(table.Rows[i]) == table.Labels[i]) / (double)table.Count;
}
