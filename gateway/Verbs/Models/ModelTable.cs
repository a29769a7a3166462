using System.Globalization;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Gateway.Models;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs.Models;

/// <summary>The registered models as a table for people.</summary>
internal static class ModelTable
{
    private static readonly string[] Columns = ["version", "", "labels", "contract", "accuracy (95 %)", "checked", "registered", "by"];

    /// <summary>A row a version, newest last; the one to serve is marked.</summary>
    public static Table Of(ModelsJson models)
    {
        var table = new Table();
        foreach (string column in Columns)
            table.AddColumn(column, shown => shown.NoWrap = column is not ("contract" or "by" or "accuracy (95 %)"));
        foreach (ModelVersionJson model in models.Versions)
        {
            table.AddRow(
                Markup.Escape(model.Version), Mark(models, model), model.Labels.Length.ToString(CultureInfo.InvariantCulture), Markup.Escape(model.Contract),
                Accuracy(model.Card), model.Checked ? "yes" : "no", model.RegisteredAt.ToString("u", CultureInfo.InvariantCulture)[..16] + "Z", Markup.Escape(model.RegisteredBy));
        }

        return table;
    }

    /// <summary>What serves that stands in no row, and where a rollback goes.</summary>
    public static string Below(ModelsJson models)
    {
        string serving = models.Serving.Version ?? "each silo's own model, which is not registered";
        string back = models.RollsBackTo is { } before ? before.Version ?? "each silo's own model" : "nothing";
        return models.Versions.Length == 0
            ? $"To serve: {serving}. No model is registered: 'models register FILE' keeps one that 'silo train' wrote."
            : $"To serve: {serving}. A rollback goes back to: {back}.";
    }

    private static string Mark(ModelsJson models, ModelVersionJson model) =>
        models.Serving.Sha256 == model.Sha256 ? "serving" : models.RollsBackTo?.Sha256 == model.Sha256 ? "before" : "";

    private static string Accuracy(GenreModelCard? card)
    {
        if (card?.Accuracy is not { } accuracy) return "not stated";
        string interval = card is { AccuracyLow: { } low, AccuracyHigh: { } high } ? string.Create(CultureInfo.InvariantCulture, $" ({low:P1} to {high:P1})") : "";
        string tracks = card.Valid is { } n ? string.Create(CultureInfo.InvariantCulture, $", n {n}") : "";
        return Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{accuracy:P1}{interval}{tracks}{(card.Split is { } split ? $"; {split}" : "")}"));
    }
}
