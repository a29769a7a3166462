using System.Globalization;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Rows;
using static MediaAnalytics.Grains.Catalogue.Importing.CatalogueColumn;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>
/// Makes an entry of a row's values, or says what is wrong with them. A bad row has one problem, the first in the order of the columns; its reason names the
/// other columns at fault.
/// </summary>
internal sealed class CatalogueRowBuilder
{
    private static readonly Dictionary<string, string> NoExtra = [];
    private static readonly string
        Structures = string.Join(", ", Enum.GetValues<StoryStructure>().Select(CatalogueWords.Of)),
        Themes = string.Join(", ", Enum.GetValues<StoryTheme>().Select(CatalogueWords.Of)),
        Origins = string.Join(", ", Enum.GetValues<SongOrigin>().Select(CatalogueWords.Of));

    private readonly List<QuarantinedRow> _problems = [];
    private long _line;

    public (CatalogueEntry? Entry, QuarantinedRow? Problem) Build(long line, CatalogueValues values)
    {
        _line = line;
        _problems.Clear();
        var entry = new CatalogueEntry
        {
            Id = Required(values, Id, CatalogueLimits.IdLength),
            Title = Required(values, Title, CatalogueLimits.TitleLength),
            Track = Text(values, Track, CatalogueLimits.IdLength),
            Creators = List(values, Creators, creator => Checked(Creators, creator, CatalogueLimits.IdLength)),
            ReleaseDate = Date(values),
            PlatformIds = List(values, PlatformIds, PlatformIdOf),
            Media = MediaPath(values),
            DeclaredGenre = Lower(Text(values, CatalogueColumn.Genre, CatalogueLimits.NameLength)),
            Story = Story(values),
            Extra = ExtraOf(values),
        };
        if (_problems.Count == 0) return (entry, null);
        QuarantinedRow first = _problems[0];
        string others = string.Join(", ", _problems.Select(p => p.Column).Where(column => column != first.Column).Distinct(StringComparer.Ordinal));
        return (null, others.Length == 0 ? first : first with { Reason = $"{first.Reason} (also wrong: {others})" });
    }

    private StoryFeatures Story(CatalogueValues values)
    {
        bool? hasStory = Word<bool>(values, HasStory, CatalogueBooleans.TryParse, CatalogueBooleans.Words);
        StoryStructure? structure = Word<StoryStructure>(values, Structure, CatalogueWords.TryParse, Structures);
        StoryTheme? theme = Word<StoryTheme>(values, Theme, CatalogueWords.TryParse, Themes);
        bool? hasCharacters = Word<bool>(values, HasCharacters, CatalogueBooleans.TryParse, CatalogueBooleans.Words);
        bool? basedOnRealEvents = Word<bool>(values, BasedOnRealEvents, CatalogueBooleans.TryParse, CatalogueBooleans.Words);
        SongOrigin? songOrigin = Word<SongOrigin>(values, CatalogueColumn.SongOrigin, CatalogueWords.TryParse, Origins);
        return (hasStory, structure, theme, hasCharacters, basedOnRealEvents, songOrigin) is (null, null, null, null, null, null)
            ? StoryFeatures.Unstated
            : new()
            {
                HasStory = hasStory,
                Structure = structure,
                Theme = theme,
                HasCharacters = hasCharacters,
                BasedOnRealEvents = basedOnRealEvents,
                SongOrigin = songOrigin,
            };
    }

    private string Required(CatalogueValues values, CatalogueColumn column, int limit)
    {
        string? text = Text(values, column, limit);
        if (text is null && _problems.All(p => p.Column != CatalogueColumns.Name(column)))
            Problem(column, "", column == Id ? "catalogue.missingId" : "catalogue.missingTitle", $"every row needs {(column == Id ? "an id" : "a title")}");
        return text ?? "";
    }

    private string? Text(CatalogueValues values, CatalogueColumn column, int limit) =>
        values.Lists[(int)column] is { } list ? ListWhereText(column, list)
        : values[column] is { } text ? Checked(column, text, limit)
        : null;

    private string? ListWhereText(CatalogueColumn column, List<string> list) =>
        Problem(column, string.Join(';', list), "catalogue.type", "a list stands where one text is expected");

    private string? Checked(CatalogueColumn column, string text, int limit)
    {
        // A title is prose: it is kept as it came. Everything else is compared, so it has one form.
        string clean = column == Title && !string.IsNullOrWhiteSpace(text) ? text : RowText.Clean(text);
        if (clean.Length == 0) return null;
        if (clean is "." or ".." && column is Id or Track or Creators)
            return Problem(column, clean, "catalogue.id", "is no id that a web address can name");
        if (clean.Length > limit) return Problem(column, clean, "catalogue.tooLong", $"{clean.Length} characters; at most {limit} are allowed");
        return RowText.HasControl(clean, prose: column == Title)
            ? Problem(column, clean, "catalogue.control", "holds a control character or half a character; remove it")
            : clean;
    }

    private T[] List<T>(CatalogueValues values, CatalogueColumn column, Func<string, T?> parse)
    {
        IReadOnlyList<string>? parts = values.Lists[(int)column] is { } list ? list : values[column]?.Split(';');
        if (parts is null) return [];
        var found = new List<T>(Math.Min(parts.Count, CatalogueLimits.ListLength));
        foreach (string part in parts)
        {
            if (string.IsNullOrWhiteSpace(part) || parse(part) is not { } value || found.Contains(value)) continue;
            if (found.Count == CatalogueLimits.ListLength)
            {
                Problem(column, string.Join(';', parts), "catalogue.list", $"at most {CatalogueLimits.ListLength} entries are allowed");
                return [];
            }

            found.Add(value);
        }

        return [.. found];
    }

    private PlatformId[] List(CatalogueValues values, CatalogueColumn column, Func<string, PlatformId?> parse) =>
        [.. List<object>(values, column, part => parse(part)).Cast<PlatformId>()];

    private PlatformId? PlatformIdOf(string text)
    {
        if (Checked(PlatformIds, text, CatalogueLimits.NameLength + CatalogueLimits.IdLength + 1) is not { } clean) return null;
        int colon = clean.IndexOf(':', StringComparison.Ordinal);
        string platform = colon < 0 ? "" : Lower(clean[..colon].Trim())!;
        string id = clean[(colon + 1)..].Trim();
        if (platform.Length is > 0 and <= CatalogueLimits.NameLength && id.Length is > 0 and <= CatalogueLimits.IdLength) return new(platform, id);
        Problem(PlatformIds, clean, "catalogue.platformId", "write platform:id, as in youtube:dQw4w9WgXcQ; several are separated by ;");
        return null;
    }

    private DateOnly? Date(CatalogueValues values)
    {
        if (Text(values, ReleaseDate, CatalogueLimits.NameLength) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)) return date;
        Problem(ReleaseDate, text, "catalogue.releaseDate", "not a day of the calendar written yyyy-MM-dd, as in 2024-05-31; leave it empty where only the year or month is known");
        return null;
    }

    private string? MediaPath(CatalogueValues values)
    {
        if (Text(values, Media, CatalogueLimits.PathLength) is not { } path) return null;
        bool sound = path[0] != '/' && !path.Contains('\\', StringComparison.Ordinal) && !(path.Length > 1 && path[1] == ':')
            && path.Split('/').All(segment => segment is not ("" or "." or ".."));
        return sound ? path
            : Problem(Media, path, "catalogue.mediaPath", "write a path below the media folder with /, without . or .. and not from the root, as in clips/a.mp4");
    }

    private delegate bool TryParse<T>(string word, out T value);

    private T? Word<T>(CatalogueValues values, CatalogueColumn column, TryParse<T> parse, string words)
        where T : struct
    {
        if (Text(values, column, CatalogueLimits.NameLength) is not { } text) return null;
        if (parse(text, out T value)) return value;
        Problem(column, text, "catalogue.word", $"not one of: {words}");
        return null;
    }

    private Dictionary<string, string> ExtraOf(CatalogueValues values)
    {
        if (values.Extra.Count == 0) return NoExtra;
        var extra = new Dictionary<string, string>(values.Extra.Count, StringComparer.Ordinal);
        foreach ((string name, string value) in values.Extra)
        {
            if (value.Length > CatalogueLimits.ExtraLength)
                ExtraProblem(name, value, "catalogue.tooLong", $"{value.Length} characters; at most {CatalogueLimits.ExtraLength} are allowed");
            else if (RowText.HasControl(value, prose: true))
                ExtraProblem(name, value, "catalogue.control", "holds a control character or half a character; remove it");
            else if (extra.Count == CatalogueLimits.ExtraColumns)
                ExtraProblem(name, value, "catalogue.extra", $"at most {CatalogueLimits.ExtraColumns} columns that are not the catalogue's own are kept");
            else extra[name] = value;
        }

        return extra;
    }

    private string? Problem(CatalogueColumn column, string value, string code, string reason)
    {
        ExtraProblem(CatalogueColumns.Name(column), value, code, reason);
        return null;
    }

    private void ExtraProblem(string column, string value, string code, string reason) =>
        _problems.Add(new(_line, column, RowText.Quote(value), code, reason));

    // Genres and platforms are compared in lower case, as people write them.
#pragma warning disable CA1308
    private static string? Lower(string? text) => text?.ToLowerInvariant();
#pragma warning restore CA1308
}
