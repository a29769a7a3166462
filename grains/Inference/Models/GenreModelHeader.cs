using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;

namespace MediaAnalytics.Inference.Models;

/// <summary>What a model file says of itself beside its weights.</summary>
/// <param name="Name">A short name; its version is this and the start of the file's hash.</param>
/// <param name="Labels">Genres, in the order of the network's outputs.</param>
/// <param name="Contract">How sound was made into levels.</param>
/// <param name="Shape">The network's widths.</param>
/// <param name="Tiles">How a clip is cut.</param>
/// <param name="Training">How it was trained, for people.</param>
/// <param name="Network">Which wiring the weights are for, since another may have tensors of the same shapes; files without it are of the first.</param>
/// <param name="Golden">What its network must answer wherever it is loaded; null in files that were made before there was such a check.</param>
/// <param name="Card">What it says of its making and worth.</param>
internal sealed record GenreModelHeader(
    string Name, string[] Labels, LogMelContract Contract, DcnnSsaShape Shape, TilePlan Tiles, string Training, string Network = "dcnn-ssa-1",
    GoldenCheck? Golden = null, GenreModelCard? Card = null);
