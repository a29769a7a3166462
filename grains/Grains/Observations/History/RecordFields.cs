using System.Globalization;
using System.Text.Json;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>An MV's record field by field, to say what a version changed.</summary>
internal static class RecordFields
{
    /// <summary>What <paramref name="after"/> changes; every field that has a value where there is no version before it.</summary>
    public static RecordChange[] Changes(MvRecord? before, MvRecord after)
    {
        var old = (before is null ? [] : Of(before)).ToDictionary(field => field.Name, field => field.Value);
        var fields = Of(after).ToList();
        IEnumerable<RecordChange> changed = fields.Select(field => new RecordChange(field.Name, old.GetValueOrDefault(field.Name), field.Value));
        IEnumerable<RecordChange> gone = old.Keys.Except(fields.Select(field => field.Name)).Select(name => new RecordChange(name, old[name], null));
        return [.. changed.Concat(gone).Where(change => change.Before != change.After)];
    }

    private static IEnumerable<(string Name, string? Value)> Of(MvRecord record)
    {
        CatalogueEntry entry = record.Entry;
        GenreLabel label = GenreLabel.Of(record);
        return
        [
            ("title", entry.Title),
            ("track", entry.Track),
            ("creators", List(entry.Creators)),
            ("releaseDate", entry.ReleaseDate?.ToString("O", CultureInfo.InvariantCulture)),
            ("platformIds", List(entry.PlatformIds.Select(id => id.ToString()))),
            ("media", entry.Media),
            ("mediaHash", entry.MediaHash),
            ("mediaSeconds", Text(record.MediaSeconds)),
            ("genre", label.Genre),
            ("genreSource", Text(label.Source)),
            ("declaredGenre", entry.DeclaredGenre),
            ("model", record.Posterior?.Model),
            ("posterior", List(record.Posterior?.Labels.Zip(record.Posterior.Weights, (name, weight) => $"{name}={weight}"))),
            ("story.hasStory", Text(entry.Story.HasStory)),
            ("story.structure", Text(entry.Story.Structure)),
            ("story.theme", Text(entry.Story.Theme)),
            ("story.hasCharacters", Text(entry.Story.HasCharacters)),
            ("story.basedOnRealEvents", Text(entry.Story.BasedOnRealEvents)),
            ("story.songOrigin", Text(entry.Story.SongOrigin)),
            ("stage", Text(record.Stage)),
            ("problem", record.Problem is { } problem ? $"{problem.Code}: {problem.Message}" : null),
            ("withdrawnAt", record.WithdrawnAt?.ToString("O", CultureInfo.InvariantCulture)),
            .. entry.Extra.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => ($"extra.{pair.Key}", (string?)pair.Value)),
        ];
    }

    private static string? List(IEnumerable<string>? values) => values is not null && string.Join(", ", values) is { Length: > 0 } text ? text : null;

    private static string? Text(object? value) => value switch
    {
        null => null,
        double number => number.ToString(CultureInfo.InvariantCulture),
        _ => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!),
    };
}
