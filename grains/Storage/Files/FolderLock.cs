namespace MediaAnalytics.Storage.Files;

/// <summary>Keeps a data folder to one process. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>File name in the data folder.</summary>
    public const string FileName = "lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StorageUnavailableException">Another process holds it.</exception>
    public static FolderLock Take(string folder)
    {
        try
        {
            return new(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException(
                $"The data folder '{folder}' is in use by another process, or is not writable ({e.Message}). Stop that process, or set the key Data to another folder.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
