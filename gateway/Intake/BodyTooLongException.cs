namespace MediaAnalytics.Gateway.Intake;

/// <summary>A request's body, decompressed, is longer than allowed. It never leaves the endpoint that set the limit.</summary>
#pragma warning disable CA1064, CA1032 // Never leaves this assembly.
internal sealed class BodyTooLongException : Exception;
#pragma warning restore CA1064, CA1032
