using System.Text.Json.Serialization;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Summary;

namespace MediaAnalytics.Inference.Models;

/// <summary>What a model file says of itself beside its weights.</summary>
/// <param name="Name">A short name; its version is this and the start of the file's hash.</param>
/// <param name="Labels">Genres, in the order of the network's outputs.</param>
/// <param name="Contract">How sound was made into levels.</param>
/// <param name="Shape">The network's widths.</param>
/// <param name="Tiles">How a clip is cut.</param>
/// <param name="Training">How it was trained, for people.</param>
/// <param name="Members">DCNN-SSA networks of this shape; files without it hold one.</param>
/// <param name="Summaries">Summary networks beside them; the log-probabilities of all are averaged.</param>
/// <param name="Summary">Their size; null where there is none.</param>
/// <param name="Temperature">What tiles' log-probabilities are divided by, so that a track's probabilities can be believed; files without it were not calibrated.</param>
/// <param name="Network">Which wiring the weights are for, since another may have tensors of the same shapes; files without it are of the first.</param>
/// <param name="Golden">What its network must answer wherever it is loaded; null in files that were made before there was such a check.</param>
/// <param name="Card">What it says of its making and worth.</param>
internal sealed record GenreModelHeader(
    string Name, string[] Labels, LogMelContract Contract, DcnnSsaShape Shape, TilePlan Tiles, string Training, int Members = 1, int Summaries = 0, SummaryShape? Summary = null, double Temperature = 1,
    string Network = DcnnSsaNetwork.OlderWiring, GoldenCheck? Golden = null, GenreModelCard? Card = null)
{
    /// <summary>Networks of both kinds.</summary>
    [JsonIgnore]
    public int Networks => Members + Summaries;
}
