namespace MediaAnalytics.Analysis.Genre;

/// <summary>What a genre engine answers with.</summary>
/// <param name="Version">The model's name and the start of its content's hash, for instance <c>dcnn-ssa-gtzan-1a2b3c4d</c>: another model has another version.</param>
/// <param name="Labels">Genres, in the order of every score.</param>
/// <param name="ContractId">The log-mel contract that a track must have been made under.</param>
/// <param name="Sequence">Which order to serve made it serve, counted up: of two models the one with the higher number is newer. 0 where the engine started with it.</param>
public sealed record GenreModel(string Version, IReadOnlyList<string> Labels, string ContractId, long Sequence = 0);
