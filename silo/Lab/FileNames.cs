namespace MediaAnalytics.Silo.Lab;

/// <summary>Names that come from data, made fit for a file's name, a CSV field and a Markdown cell.</summary>
internal static class FileNames
{
    /// <summary>The name with a stroke for each character that is not an ASCII letter, a digit, a dot or a stroke.</summary>
    public static string Safe(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-'));
}
