using MediaAnalytics.Contracts;
using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>
/// An MV's durable state: the record, and what it still owes. Record and debts are stored in one write (the outbox), so neither is ever lost without
/// the other.
/// </summary>
[GenerateSerializer, Alias("ma.MvState")]
internal sealed class MvState : IHasDueWork
{
    /// <summary>Null until the catalogue holds the MV.</summary>
    [Id(0)] public MvRecord? Record { get; set; }

    /// <summary>When the record's event, and its links, are to be sent (again); null where they have been.</summary>
    [Id(1)] public DateTimeOffset? OutboxDue { get; set; }

    /// <summary>When the stage under way is to be tried (again); null where none is.</summary>
    [Id(2)] public DateTimeOffset? StageDue { get; set; }

    /// <summary>Failed attempts of the stage under way.</summary>
    [Id(3)] public int Attempts { get; set; }

    /// <summary>Key of the decoded track, once decoded.</summary>
    [Id(4)] public string? Artifact { get; set; }

    /// <summary>The tracks that may have been told of this MV; stored before they are told, so that none is forgotten.</summary>
    [Id(5)] public string[] ToldTracks { get; set; } = [];

    /// <summary>The creators that may have been told of this MV.</summary>
    [Id(6)] public string[] ToldCreators { get; set; } = [];

    /// <summary>The order to serve that the posterior's model served under: a result of an older one does not replace it.</summary>
    [Id(7)] public long PosteriorSequence { get; set; }

    /// <summary>Where the stage under way came from: the <c>traceparent</c> of a catalogue row's trace; null where that is not kept.</summary>
    [Id(8)] public string? Origin { get; set; }

    /// <summary>Times since the media came that a decode lost its silo, or that recognition sent the MV back to be decoded again.</summary>
    [Id(9)] public int Setbacks { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset? DueAt => OutboxDue is { } outbox && StageDue is { } stage ? (outbox < stage ? outbox : stage) : OutboxDue ?? StageDue;
}
