using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Tests.Unit.Storage.Facts;

/// <summary>A facts store in a folder of a hostile name, which goes with the test.</summary>
internal sealed class FactsFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    public FactsFolder(FactsOptions? options = null)
    {
        Data = _folder.File("it's [a] *folder?");
        Artifacts = FileArtifactStore.Open(Data);
        Store = ParquetFactsStore.Open(Artifacts, options ?? new FactsOptions { Connections = 2, Threads = 1, MemoryMegabytes = 128 }, Data);
    }

    public string Data { get; }

    public FileArtifactStore Artifacts { get; }

    public ParquetFactsStore Store { get; }

    /// <summary>Consecutive entries of one reading each.</summary>
    public static LogEntry[] Entries(long first, int count, string mv = "mv") =>
    [
        .. Enumerable.Range(0, count).Select(i => new LogEntry(
            first + i,
            LogEventCodec.Encode(new LogEvent.CountersObserved(
                new BatchHeader(new Guid((int)first + i, 0, 0, new byte[8]), new(7, TimeSpan.Zero), 1, 0),
                [
                    new Reading
                    {
                        Mv = mv, Platform = "yt", Source = "s", ObservedAt = new(first + i, TimeSpan.Zero), Counters = Counters.None with { Views = first + i },
                    },
                ])))),
    ];

    public string PathOf(FactsFile file) => Path.Combine(Data, FileArtifactStore.FolderName, file.Key);

    /// <summary>Files of artifacts and of work under way.</summary>
    public string[] AllFiles() => Directory.GetFiles(Data, "*", SearchOption.AllDirectories);

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }
}
