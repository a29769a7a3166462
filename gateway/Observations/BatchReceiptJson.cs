using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>Says that a batch of observations is durable.</summary>
/// <param name="Id">The batch; <c>GET /v1/observations/{id}</c> says how far it is folded.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="Appended">Readings appended. Readings that were known already are among them; they change nothing.</param>
/// <param name="Quarantined">Rows that were not accepted.</param>
/// <param name="Quarantine">Those rows.</param>
/// <param name="UnknownFields">Fields that were passed over.</param>
public sealed record BatchReceiptJson(
    Guid Id, DateTimeOffset ReceivedAt, int Appended, int Quarantined, IReadOnlyList<QuarantinedRow> Quarantine, IReadOnlyCollection<string> UnknownFields);
