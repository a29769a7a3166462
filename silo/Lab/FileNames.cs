using System.Security.Cryptography;
using System.Text;

namespace MediaAnalytics.Silo.Lab;

/// <summary>Names that come from data, made fit for a file's name, a CSV field and a Markdown cell.</summary>
internal static class FileNames
{
    /// <summary>
    /// The name with a stroke for each character that is not an ASCII letter, a digit, a dot or a stroke; where there was one, a few digits of the name's hash follow,
    /// so that two names stay two.
    /// </summary>
    public static string Safe(string name)
    {
        string safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-'));
        return safe == name ? name : $"{safe}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..6]}";
    }
}
