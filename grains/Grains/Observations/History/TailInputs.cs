using System.Text;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>Finds what concerns one MV in log entries that the facts do not have yet. One thread at a time.</summary>
internal sealed class TailInputs(string mv)
{
    private readonly byte[] id = Encoding.UTF8.GetBytes(mv);
    private readonly ReadingBlock block = new();

    public List<FactReading> Readings { get; } = [];

    public List<(long Offset, DefinitionEpoch Epoch)> Epochs { get; } = [];

    public List<(long Offset, MvRecord Record)> Records { get; } = [];

    /// <summary>Takes the next entry.</summary>
    /// <exception cref="InvalidDataException">It can't be decoded.</exception>
    public void Add(in LogEntry entry)
    {
        if (block.TryDecode(entry.Payload))
        {
            AddReadings(entry.Offset);
            return;
        }

        switch (LogEventCodec.Decode(entry.Payload))
        {
            case LogEvent.EpochDeclared declared:
                Epochs.Add((entry.Offset, declared.Epoch));
                break;
            case LogEvent.MvRecorded recorded when recorded.Record.Entry.Id == mv:
                Records.Add((entry.Offset, recorded.Record));
                break;
        }
    }

    private void AddReadings(long offset)
    {
        int text = 0;
        while (text < block.TextCount && !block.Text(text).SequenceEqual(id))
            text++;
        for (int i = 0; text < block.TextCount && i < block.Count; i++)
        {
            if (block.Mv[i] != text)
                continue;
            SixLongs values = default;
            block.Values.AsSpan(i * Counters.Count, Counters.Count).CopyTo(values);
            Readings.Add(new(
                new(mv, block.TextOf(block.Platform[i]), block.TextOf(block.Source[i])), block.At[i], values, offset, i,
                block.Batch.Id, block.Batch.ReceivedAt.UtcTicks));
        }
    }
}
