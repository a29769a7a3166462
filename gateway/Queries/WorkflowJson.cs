using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>Where an MV stands.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Problem">What went wrong last in this stage, or why it gave up; null where nothing did.</param>
public sealed record WorkflowJson(MvStage Stage, StageProblem? Problem)
{
    internal static WorkflowJson Of(MvRecord record) => new(record.Stage, record.Problem);
}
