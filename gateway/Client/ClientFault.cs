namespace MediaAnalytics.Gateway.Client;

/// <summary>A client verb can't go on; the message is for its user and says what to do.</summary>
#pragma warning disable CA1064, CA1032 // Never leaves this assembly.
internal sealed class ClientFault(string message, Exception? inner = null) : Exception(message, inner);
#pragma warning restore CA1064, CA1032
