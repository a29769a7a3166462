namespace MediaAnalytics.Silo.Verbs;

/// <summary>What <c>silo evaluate</c> was asked for; <paramref name="Split"/> is a rule or a name in the split column, null for all tracks.</summary>
internal sealed record EvaluateRequest(string Data, string? Split, string? Part, string? Lists, string? Artists, bool Json, string? Model);
