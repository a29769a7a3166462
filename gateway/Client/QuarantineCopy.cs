namespace MediaAnalytics.Gateway.Client;

/// <summary>Where a verb keeps the rows that were not accepted.</summary>
internal static class QuarantineCopy
{
    /// <summary>The path that is asked for, else FILE.quarantine.csv beside the file.</summary>
    public static string PathFor(string file, string? asked) => asked ?? (file == "-" ? "stdin" : file) + ".quarantine.csv";

    /// <summary>Creates the file; an earlier one is replaced.</summary>
    /// <exception cref="ClientFault">It can't be written.</exception>
    public static FileStream Create(string path)
    {
        try
        {
            return File.Create(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ClientFault($"Can't write the quarantined rows to {path}: {fault.Message} Name another place with --quarantine.", fault);
        }
    }
}
