namespace MediaAnalytics.Grains.Placement;

/// <summary>What silos do, and how their metadata say so.</summary>
public static class SiloRoles
{
    /// <summary>MVs, tracks, creators, imports, partitions, the view over them, and the pump of unfinished work.</summary>
    public const string Core = "core";

    /// <summary>Decodes media by ffmpeg.</summary>
    public const string Decode = "decode";

    /// <summary>Recognises genres on its accelerator.</summary>
    public const string Infer = "infer";

    /// <summary>Metadata key of a silo's roles, joined by commas.</summary>
    public const string MetadataKey = "roles";

    /// <summary>Every role: what a silo of its own does.</summary>
    public static IReadOnlyList<string> All { get; } = [Core, Decode, Infer];

    /// <summary>The roles of a text such as <c>core,decode</c>.</summary>
    /// <param name="text">Names joined by commas; blanks and upper case are allowed.</param>
    /// <param name="roles">The roles, in the order of <see cref="All"/>; empty where something is wrong.</param>
    /// <returns>What is wrong, naming the key; null where nothing is.</returns>
    public static string? Parse(string text, out IReadOnlyList<string> roles)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        roles = [];
        if (names.FirstOrDefault(name => !All.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            return $"Roles names '{unknown}'; a silo's roles are {string.Join(", ", All)}, joined by commas";
        if (names.Length == 0)
            return $"Roles is empty; name at least one of {string.Join(", ", All)}";
        roles = [.. All.Where(role => names.Contains(role, StringComparer.OrdinalIgnoreCase))];
        return null;
    }
}
