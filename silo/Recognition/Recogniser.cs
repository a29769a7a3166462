using System.Runtime.CompilerServices;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Inference.Batching;
using MediaAnalytics.Silo.DataSets;

namespace MediaAnalytics.Silo.Recognition;

/// <summary>Recognises files or a data set's tracks one after the other through the engine that the server uses, a few tracks ahead of the answers.</summary>
internal sealed class Recogniser : IAsyncDisposable
{
    private const int Ahead = 4;
    private readonly BatchingGenreEngine _engine;

    private Recogniser(BatchingGenreEngine engine) => _engine = engine;

    /// <summary>The model that answers.</summary>
    public GenreModel Model => _engine.Model;

    /// <summary>Loads a model; null for the shipped one.</summary>
    /// <exception cref="Inference.TensorFiles.TensorFileException">It can't be used.</exception>
    public static async Task<Recogniser> StartAsync(string? model)
    {
        var options = new GenreEngineOptions();
        var engine = new BatchingGenreEngine(model is null ? options : options with { ModelPath = Path.GetFullPath(model) }, TimeProvider.System);
        try
        {
            await engine.Ready;
            return new Recogniser(engine);
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Recognises media files, in order.</summary>
    public async IAsyncEnumerable<Recognised> FilesAsync(IEnumerable<string> files, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var decoder = new MediaToLogMel(new MediaDecoderOptions(), TimeProvider.System);
        foreach (string file in files)
        {
            var decoded = await decoder.DecodeAsync(file, cancellation);
            yield return decoded.Track is { } track ? await ScoreAsync(file, "", track, cancellation) : new Recognised(file, "", null, decoded.Error);
        }
    }

    /// <summary>Recognises tracks, in order.</summary>
    public async IAsyncEnumerable<Recognised> TracksAsync(IAsyncEnumerable<TrackReading> tracks, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = new Queue<Task<Recognised>>();
        await foreach (var reading in tracks.WithCancellation(cancellation))
        {
            open.Enqueue(reading.Track is { } track ? ScoreAsync(track.Name, track.Genre, track.Sound, cancellation) : Task.FromResult(new Recognised(reading.Name, "", null, reading.Error)));
            if (open.Count > Ahead) yield return await open.Dequeue();
        }

        while (open.TryDequeue(out var next)) yield return await next;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task<Recognised> ScoreAsync(string name, string genre, LogMelTrack track, CancellationToken cancellation) =>
        new(name, genre, (await _engine.ScoreAsync(track, ScorePriority.Normal, cancellation)).Score, null);
}
