namespace MediaAnalytics.Gateway.Simulation;

/// <summary>An error the user of <c>gateway simulate</c> can cause and mend.</summary>
/// <param name="Code">A stable kebab-case code, e.g. <c>out-not-empty</c>.</param>
/// <param name="Message">What is wrong and what to do, in one or two sentences.</param>
internal sealed record SimulationError(string Code, string Message);
