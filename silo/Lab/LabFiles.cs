using System.Text.Json;
using MediaAnalytics.Silo.DataSets;

namespace MediaAnalytics.Silo.Lab;

/// <summary>The folder of a laboratory: a file for each fit that is done, a checkpoint and a curve for each that is under way. Callable from any thread.</summary>
internal sealed class LabFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly string _fits;

    /// <summary>Opens the folder, making it where it is not there.</summary>
    public LabFiles(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _fits = Path.Combine(Folder, "fits");
        Directory.CreateDirectory(_fits);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>A fit's result; null where it is not done.</summary>
    /// <exception cref="DataSetException">The file is there but of a fit under other settings, or can't be read.</exception>
    public LabResult? Done(LabTask task, string settings)
    {
        string path = PathOf(task, "json");
        if (!File.Exists(path)) return null;
        var result = Read<LabResult>(path);
        return result.Settings == settings && result.Task == task ? result
            : throw new DataSetException($"{path} is of a fit under other settings ({result.Settings}) than {task} now has ({settings}). Give the same options and data as before, or another folder with --out, or delete that file to have it made anew.");
    }

    /// <summary>Keeps a result, and lets go what its fit kept to go on from.</summary>
    public void Keep(LabResult result)
    {
        Write(PathOf(result.Task, "json"), result);
        File.Delete(Checkpoint(result.Task));
        File.Delete(PathOf(result.Task, "curve"));
    }

    /// <summary>The file of a fit's state.</summary>
    public string Checkpoint(LabTask task) => PathOf(task, "checkpoint");

    /// <summary>The file of a fit's network, once it is done.</summary>
    public string Model(LabTask task) => PathOf(task, "model");

    /// <summary>The epochs of a fit that is under way.</summary>
    public List<LabEpoch> Curve(LabTask task) => File.Exists(PathOf(task, "curve")) ? Read<List<LabEpoch>>(PathOf(task, "curve")) : [];

    /// <summary>Keeps them.</summary>
    public void KeepCurve(LabTask task, IReadOnlyList<LabEpoch> curve) => Write(PathOf(task, "curve"), curve);

    private static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Json) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new DataSetException($"{path} can't be read: {e.Message} Delete it to have it made again.");
        }
    }

    private static void Write<T>(string path, T value)
    {
        File.WriteAllText(path + ".partial", JsonSerializer.Serialize(value, Json));
        File.Move(path + ".partial", path, overwrite: true);
    }

    private string PathOf(LabTask task, string extension) => Path.Combine(_fits, $"{task.Key}.{extension}");
}
