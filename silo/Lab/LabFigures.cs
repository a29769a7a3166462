using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MediaAnalytics.Silo.Lab;

/// <summary>The laboratory's figures, as SVG files.</summary>
internal sealed class LabFigures(string folder)
{
    private const double Width = 760, Height = 420, ClipSeconds = 30, Bands = 128;

    /// <summary>Room for names, which are not measured when an SVG is written.</summary>
    private static readonly OxyThickness LongLabels = new(290, double.NaN, double.NaN, double.NaN), Labels = new(100, double.NaN, double.NaN, double.NaN);

    private static readonly OxyColor Ink = OxyColor.FromRgb(40, 44, 52), Mark = OxyColor.FromRgb(38, 103, 181);

    /// <summary>Colours that the colour-blind tell apart, too (Okabe and Ito 2008).</summary>
    private static readonly OxyColor[] Colours =
    [
        OxyColor.FromRgb(230, 159, 0), OxyColor.FromRgb(86, 180, 233), OxyColor.FromRgb(0, 158, 115), OxyColor.FromRgb(204, 121, 167), OxyColor.FromRgb(0, 114, 178), OxyColor.FromRgb(213, 94, 0),
    ];

    /// <summary>Accuracies of a set's and split's lines with their intervals; returns the file's name.</summary>
    public string Bars(string name, IReadOnlyList<LabRow> rows)
    {
        var plot = Plot($"accuracy, {rows[0].Set.Name}, {rows[0].Task.Split}");
        plot.PlotMargins = LongLabels;
        var names = new CategoryAxis { Position = AxisPosition.Left, StartPosition = 1, EndPosition = 0, GapWidth = 0.4 };
        names.Labels.AddRange(rows.Select(Label));
        plot.Axes.Add(names);
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Minimum = 0, Maximum = 100, Title = "%", MajorGridlineStyle = LineStyle.Dot });
        var bars = new BarSeries { FillColor = Mark, LabelFormatString = "{0:0.0}", LabelPlacement = LabelPlacement.Middle, TextColor = OxyColors.White };
        bars.Items.AddRange(rows.Select(r => new BarItem(100 * r.Accuracy)));
        plot.Series.Add(bars);
        for (int i = 0; i < rows.Count; i++)
        {
            plot.Annotations.Add(new PolylineAnnotation { LineStyle = LineStyle.Solid, Color = Ink, StrokeThickness = 2 });
            ((PolylineAnnotation)plot.Annotations[i]).Points.AddRange([new(100 * rows[i].Interval.Low, i), new(100 * rows[i].Interval.High, i)]);
        }

        return Write(name, plot);
    }

    /// <summary>Accuracy on the judged tracks by epoch, a mean over a line's fits.</summary>
    public string Curves(string name, IReadOnlyList<LabRow> rows)
    {
        var plot = Plot($"accuracy on the judged tracks by epoch, {rows[0].Set.Name}");
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Minimum = 0, Title = "epoch" });
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = 0, Maximum = 100, Title = "%", MajorGridlineStyle = LineStyle.Dot });
        // On the left: widths are not measured, and on the right the end of a name would be cut off.
        plot.Legends.Add(new OxyPlot.Legends.Legend { LegendPosition = OxyPlot.Legends.LegendPosition.TopLeft });
        foreach (var row in rows)
        {
            var line = new LineSeries { Title = row.Task.Input == LabInputs.Mel ? row.Task.Method : $"{row.Task.Method}, {row.Task.Input}", StrokeThickness = 2, LineStyle = row.Task.Input == LabInputs.Mel ? LineStyle.Solid : LineStyle.Dash };
            line.Points.AddRange(row.Results.SelectMany(r => r.Curve).Where(e => e.Accuracy is not null).GroupBy(e => e.Epoch).OrderBy(g => g.Key)
                .Select(g => new DataPoint(g.Key, 100 * g.Average(e => e.Accuracy!.Value))));
            plot.Series.Add(line);
        }

        return Write(name, plot);
    }

    /// <summary>Shares of each stated genre (rows) by the label given (columns).</summary>
    public string Confusion(string name, LabRow row)
    {
        var labels = row.Set.Labels;
        var shares = new double[labels.Length, labels.Length];
        for (int stated = 0; stated < labels.Length; stated++)
        {
            if (!row.Confusion.TryGetValue(labels[stated], out var given)) continue;
            for (int label = 0; label < labels.Length; label++) shares[label, stated] = 100.0 * given.GetValueOrDefault(labels[label]) / given.Values.Sum();
        }

        var plot = Plot($"label given (across) by stated genre (down), %, {row.Set.Name}: {Label(row)}");
        plot.PlotMargins = Labels;
        plot.Axes.Add(Categories(AxisPosition.Bottom, labels, 0, 1));
        plot.Axes.Add(Categories(AxisPosition.Left, labels, 1, 0));
        plot.Axes.Add(new LinearColorAxis { Palette = OxyPalette.Interpolate(100, OxyColors.White, Mark), Minimum = 0, Maximum = 100, IsAxisVisible = false, Position = AxisPosition.Right });
        plot.Series.Add(new HeatMapSeries
        {
            X0 = 0, X1 = labels.Length - 1, Y0 = 0, Y1 = labels.Length - 1, Data = shares, Interpolate = false, RenderMethod = HeatMapRenderMethod.Rectangles, LabelFontSize = 0.28,
            LabelFormatString = "0",
        });
        return Write(name, plot);
    }

    /// <summary>A clip's levels or the attention's weights over it, [frame][band], the lowest band first.</summary>
    public string Map(string name, string title, double[,] values)
    {
        var plot = Plot(title);
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "s" });
        plot.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = "mel band" });
        plot.Axes.Add(new LinearColorAxis { Palette = OxyPalettes.Viridis(200), Position = AxisPosition.Right });
        plot.Series.Add(new HeatMapSeries { X0 = 0, X1 = ClipSeconds, Y0 = 0, Y1 = Bands, Data = values, Interpolate = false });
        return Write(name, plot);
    }

    private static string Label(LabRow row) => LabMethods.Describe(row.Task.Method) + (row.Task.Input == LabInputs.Mel ? "" : $", {row.Task.Input}");

    private static CategoryAxis Categories(AxisPosition position, IEnumerable<string> labels, double start, double end)
    {
        var axis = new CategoryAxis { Position = position, StartPosition = start, EndPosition = end };
        axis.Labels.AddRange(labels);
        return axis;
    }

    private static PlotModel Plot(string title) => new()
    {
        Title = title, TitleFontSize = 13, TitleFontWeight = FontWeights.Normal, TextColor = Ink, Background = OxyColors.White, PlotAreaBorderColor = OxyColors.LightGray, Culture = CultureInfo.InvariantCulture, DefaultColors = Colours,
    };

    private string Write(string name, PlotModel plot)
    {
        Directory.CreateDirectory(folder);
        string safe = FileNames.Safe(name) + ".svg";
        using var file = File.Create(Path.Combine(folder, safe));
        new SvgExporter { Width = Width, Height = Height }.Export(plot, file);
        return safe;
    }
}
