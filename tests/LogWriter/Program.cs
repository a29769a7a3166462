using System.Text;
using MediaAnalytics.Storage.EventLog;

// Appends to the log of a folder without end, and prints each entry once it has been acknowledged. A test kills it.
// Arguments: FOLDER PARTITIONS ROUND
string folder = args[0];
int partitions = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
string round = args[2];
const int Appenders = 32;

using var log = SqliteEventLog.Open(folder, partitions);
await Task.WhenAll(Enumerable.Range(0, Appenders).Select(AppendAsync));

async Task AppendAsync(int appender)
{
    for (long n = 0; ; n++)
    {
        int partition = (int)((appender + n) % partitions);
        string entry = $"{partition} {round}.{appender}.{n}";
        await log.AppendAsync([new LogAppend(partition, Encoding.UTF8.GetBytes(entry))]);
        Console.WriteLine(entry);
    }
}
