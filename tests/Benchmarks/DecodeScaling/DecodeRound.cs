using System.Globalization;
using MediaAnalytics.Tests.Cluster.Telemetry;

namespace MediaAnalytics.Tests.Benchmarks.DecodeScaling;

/// <summary>What the traces of one round tell. A decode's trace leads from the pump over the grains' calls to <c>decode media</c>, ffprobe and ffmpeg.</summary>
internal sealed class DecodeRound
{
    public const string Heading =
        "silos  MVs/s   spread     ffmpeg  slot, else  no slot  cores | a MV: CPU s  ffmpeg s  slot, else ms  look and fetch ms  calls ms  core before ms  after ms";

    private const string Waited = "media_analytics.decode.waited", Held = "media_analytics.decode.held", Fetched = "media_analytics.decode.fetched";
    private const double Seconds = 1e9;

    private readonly IReadOnlyList<int> silos;
    private readonly double processor;
    private readonly Decode[] decodes;
    private readonly double wall;

    /// <param name="silos">The silos that are to decode, by process id.</param>
    /// <param name="processor">Seconds of processor time that they and their programs used.</param>
    /// <param name="spans">Their spans <c>decode media</c>.</param>
    /// <param name="all">All spans.</param>
    public DecodeRound(IReadOnlyList<int> silos, double processor, ExportedSpan[] spans, IReadOnlyCollection<ExportedSpan> all)
    {
        (this.silos, this.processor) = (silos, processor);
        ILookup<string, ExportedSpan> traces = all.ToLookup(static span => span.Trace);
        decodes = [.. spans.Select(span => Decode.Of(span, [.. traces[span.Trace]]))];
        if (decodes.FirstOrDefault(decode => !silos.Contains(decode.Silo)) is { } stray)
            throw new InvalidOperationException($"a decode ran in process {stray.Silo}, which is none of the decode silos {string.Join(", ", silos)}");
        wall = decodes.Max(static d => d.To) - decodes.Min(static d => d.From);
    }

    /// <summary>MVs decoded a second, from the first decode's begin to the last one's end.</summary>
    public double Rate => decodes.Length / wall;

    /// <summary>The process id of the silo that made a span.</summary>
    public static int Silo(ExportedSpan span) => int.Parse(span.Service["service.instance.id"].Split(':')[^1], CultureInfo.InvariantCulture);

    public static bool IsDecode(ExportedSpan span) => span.Name == "decode media";

    /// <summary>Whether the whole trace of each has arrived.</summary>
    public static bool AreWhole(ExportedSpan[] decodes, IReadOnlyCollection<ExportedSpan> all)
    {
        HashSet<string> begun = [.. all.Where(static span => span.Name == "advance mv").Select(static span => span.Trace)];
        return decodes.All(span => begun.Contains(span.Trace));
    }

    public string Row()
    {
        double time = wall * silos.Count, ffmpeg = decodes.Sum(static d => d.Programs), slot = decodes.Sum(static d => d.To - d.From);
        string spread = string.Join('+', silos.Select(silo => decodes.Count(d => d.Silo == silo)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{silos.Count,5}  {Rate,5:N2}  {spread,-10} {ffmpeg / time,6:P1}  {(slot - ffmpeg) / time,10:P1}  {1 - (slot / time),7:P1}  {processor / wall,5:N2} | {processor / decodes.Length,11:N2}  "
            + $"{ffmpeg / decodes.Length,8:N2}  "
            + $"{Mean(static d => d.To - d.From - d.Programs - d.FetchInSlot),13:N1}  {Mean(static d => d.Fetch),17:N1}  {Mean(static d => d.Calls),8:N1}  {Mean(static d => d.Before),14:N1}  {Mean(static d => d.After),8:N1}");
    }

    /// <summary>Mean in milliseconds.</summary>
    private double Mean(Func<Decode, double> seconds) => decodes.Average(seconds) * 1_000;

    /// <summary>One decode, in seconds.</summary>
    /// <param name="Silo">Where.</param>
    /// <param name="From">When it got its slot.</param>
    /// <param name="To">When it gave it back.</param>
    /// <param name="Programs">ffprobe and ffmpeg.</param>
    /// <param name="Fetch">Looking for a finished track, and fetching the media.</param>
    /// <param name="FetchInSlot">Of that, what it held its slot for.</param>
    /// <param name="Calls">What the core silo waits for the decode grain beyond what that grain is at work: placement and messages.</param>
    /// <param name="Before">From the pump's wake to the call of the decode grain.</param>
    /// <param name="After">From the slot's end to the answer: what is stored after it.</param>
    private sealed record Decode(int Silo, double From, double To, double Programs, double Fetch, double FetchInSlot, double Calls, double Before, double After)
    {
        public static Decode Of(ExportedSpan decode, ExportedSpan[] trace)
        {
            double from = (decode.Start / Seconds) + Number(decode, Waited);
            double to = decode.Tags.ContainsKey(Held) ? from + Number(decode, Held) : decode.End / Seconds;
            double fetched = decode.Tags.ContainsKey(Fetched) ? Number(decode, Fetched) : 0;
            ExportedSpan served = trace.Single(span => span.Id == decode.Parent), asked = trace.Single(span => span.Id == served.Parent);
            ExportedSpan woken = trace.Single(static span => span.Name == "advance mv");
            return new(
                DecodeRound.Silo(decode), from, to, trace.Where(span => span.Parent == decode.Id && span.Name is "ffprobe" or "ffmpeg").Sum(Length),
                Between(served.Start, decode.Start) + fetched, fetched, Length(asked) - Length(served), Between(woken.Start, asked.Start), (served.End / Seconds) - to);
        }

        private static double Length(ExportedSpan span) => Between(span.Start, span.End);

        private static double Between(ulong from, ulong to) => ((double)to - from) / Seconds;

        private static double Number(ExportedSpan span, string tag) => double.Parse(span.Tags[tag], CultureInfo.InvariantCulture);
    }
}
