namespace MediaAnalytics.Grains.Decoding;

/// <summary>Finds programs as a shell would.</summary>
internal static class ProgramPath
{
    /// <summary>Whether a name is on PATH, or a path is there.</summary>
    public static bool Exists(string program) => program.Contains('/', StringComparison.Ordinal)
        ? File.Exists(program)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));
}
