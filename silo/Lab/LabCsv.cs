using System.Globalization;

namespace MediaAnalytics.Silo.Lab;

/// <summary>The table as CSV: one line for each set, split, input and method.</summary>
internal static class LabCsv
{
    public static void Write(string path, LabTable table)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("set,split,input,method,judged,seeds,accuracy,low95,high95,macroF1,secondsPerFit,parameters,flopsPerClip");
        foreach (var row in table.Rows)
        {
            var result = row.Results[0];
            file.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Task.Set},{row.Task.Split},{row.Task.Input},{row.Task.Method},{row.N},{row.SeedAccuracies.Count},{row.Accuracy:F4},{row.Interval.Low:F4},{row.Interval.High:F4},{row.MacroF1:F4},{row.Seconds:F1},{result.Parameters},{result.FlopsPerClip}"));
        }
    }
}
