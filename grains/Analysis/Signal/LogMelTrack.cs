namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// A track's sound as log-mel clips: what decoding leaves and recognition reads. Its bytes: <see cref="LogMelTrackFormat"/>.
/// </summary>
/// <param name="ContractId">The <see cref="LogMelContract.Id"/> it was made under.</param>
/// <param name="MelBands">Bands of a clip.</param>
/// <param name="Frames">Frames of a clip.</param>
/// <param name="Seconds">Length of the whole sound, of which the clips may be a sample; seconds.</param>
/// <param name="Clips">The clips, each <paramref name="MelBands"/> × <paramref name="Frames"/> bytes, [mel, 0 the lowest][frame]; at least one.</param>
public sealed record LogMelTrack(string ContractId, int MelBands, int Frames, double Seconds, IReadOnlyList<ReadOnlyMemory<byte>> Clips)
{
    /// <inheritdoc cref="LogMelTrackFormat.Write"/>
    public void Write(Stream stream) => LogMelTrackFormat.Write(this, stream);

    /// <inheritdoc cref="LogMelTrackFormat.Read"/>
    public static LogMelTrack Read(Stream stream) => LogMelTrackFormat.Read(stream);
}
