using System.Collections.Frozen;
using System.Security.Cryptography;

namespace MediaAnalytics.Gateway.Dashboard.Assets;

/// <summary>The page's files, embedded in the assembly and read once.</summary>
internal static class DashboardAssets
{
    /// <summary>The page itself.</summary>
    public const string Index = "index.html";

    /// <summary>Where a person gives a key.</summary>
    public const string SignIn = "sign-in.html";

    private const string Prefix = "dashboard/";

    private static readonly FrozenDictionary<string, Asset> Files = Load();

    /// <summary>The file at a path below the page, e.g. <c>assets/app.js</c>; null where there is none.</summary>
    public static Asset? Find(string path) => Files.GetValueOrDefault(path);

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(DashboardAssets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), name =>
            {
                using var resource = assembly.GetManifestResourceStream(name)!;
                using var content = new MemoryStream();
                resource.CopyTo(content);
                return Read(name, content.ToArray());
            });
    }

    private static Asset Read(string name, byte[] content) =>
        new(content, ContentType(Path.GetExtension(name)), new($"\"{Convert.ToHexStringLower(SHA256.HashData(content)[..12])}\""));

    private static string ContentType(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"The page holds a file of a kind it has no media type for: {extension}."),
    };
}
