using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Gateway.Models;

/// <summary>What the registry of models refuses, as problems.</summary>
internal static class ModelRefusals
{
    private static readonly string Full =
        $"There are {ModelLimits.MaxVersions} models, and that is the limit. Take one out that is not needed (DELETE /v1/models/versions/VERSION; GET /v1/models lists them), and send this one again.";

    /// <summary>The problem of a change that was refused.</summary>
    public static IResult Of(ModelOutcome outcome) => outcome switch
    {
        ModelOutcome.Full => Conflict("model.full", Full),
        ModelOutcome.VersionTaken => Conflict("model.versionTaken", "Another file has this model's version, which is its name and the start of its hash. Make it with another name (silo train --name), or take the other one out."),
        ModelOutcome.Unknown => Problems.Of(StatusCodes.Status404NotFound, "model.unknown", "No registered model has this version. GET /v1/models lists them; to take one out, its whole version is needed."),
        ModelOutcome.Ambiguous => Conflict("model.ambiguous", "Several models have a version that starts so. Give more of it; GET /v1/models lists them."),
        ModelOutcome.NoneBefore => Conflict("model.noneBefore", "There is no order to go back to. GET /v1/models lists the models; have one of them serve (PUT /v1/models/serving/VERSION)."),
        ModelOutcome.InUse => Conflict("model.inUse", $"This model serves, or a rollback can go back to it: it stays until it does neither, after {ModelLimits.MaxPast + 1} promotions of others at the latest."),
        ModelOutcome.Overtaken => Conflict("model.overtaken", "Another order is in force than the one to go back from. See GET /v1/models, and go back from the one in force."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no refusal"),
    };

    private static IResult Conflict(string code, string detail) => Problems.Of(StatusCodes.Status409Conflict, code, detail);
}
