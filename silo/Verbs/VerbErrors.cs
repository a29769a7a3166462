using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Inference;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Silo.DataSets;

namespace MediaAnalytics.Silo.Verbs;

/// <summary>Turns what a user can mend into one line on standard error and exit status 1; Ctrl-C into 130.</summary>
internal static class VerbErrors
{
    private const int Interrupted = 130;

    public static async Task<int> CatchAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (Exception e) when (e is DataSetException or TorchUnavailableException or TensorFileException or GenreContractException or UnauthorizedAccessException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return Interrupted;
        }
    }
}
