using MediaAnalytics.Gateway.Intake;

namespace MediaAnalytics.Gateway;

/// <summary>Errors that a caller can mend, as problem+json (RFC 9457) with a stable <c>code</c>.</summary>
internal static class Problems
{
    /// <summary>A problem answer.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">Stable code, e.g. <c>mv.unknown</c>.</param>
    /// <param name="detail">What happened and what to do.</param>
    public static IResult Of(int status, string code, string detail)
    {
        IntakeMeter.Answered(status, code);
        return TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
    }
}
