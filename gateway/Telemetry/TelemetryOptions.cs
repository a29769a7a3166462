using OpenTelemetry.Exporter;

namespace MediaAnalytics.Gateway.Telemetry;

/// <summary>Where traces go, and where metrics and health are asked for. Configuration section <c>Telemetry</c>. Logs need nothing set.</summary>
public sealed record TelemetryOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Telemetry";

    /// <summary>
    /// Default of <see cref="SampleRatio"/>: one trace in twenty. At full load that is some 40 small traces a second; of an import of 100,000 videos it keeps
    /// 5,000 ways through decoding and recognition, which shows where time goes. A caller that sends a sampled <c>traceparent</c> is traced always.
    /// </summary>
    public const double DefaultSampleRatio = 0.05;

    private const int HttpPort = 4318;
    private const string Grpc = "grpc", Http = "http/protobuf", TracesPath = "/v1/traces";

    /// <summary>
    /// Addresses, separated by <c>;</c>, that <c>/metrics</c> and <c>/health</c> are served on instead of the API's, e.g. <c>http://*:9090</c>; null for the
    /// API's. Whoever reaches them needs no key.
    /// </summary>
    public string? Urls { get; init; }

    /// <summary>OTLP endpoint, as <c>http://collector:4317</c>; null where no traces are exported.</summary>
    public string? Otlp { get; init; }

    /// <summary><c>grpc</c> or <c>http/protobuf</c>; null for http/protobuf where the endpoint has port 4318 or the path /v1/traces, else grpc.</summary>
    public string? Protocol { get; init; }

    /// <summary>Share of the traces begun here that are kept; 0 to 1.</summary>
    public double SampleRatio { get; init; } = DefaultSampleRatio;

    /// <summary>Where and how to export; null for nowhere. Of valid options only.</summary>
    internal (Uri Endpoint, OtlpExportProtocol Protocol)? Export
    {
        get
        {
            if (string.IsNullOrEmpty(Otlp)) return null;
            var endpoint = new Uri(Otlp);
            bool http = Protocol is null ? endpoint.Port == HttpPort || endpoint.AbsolutePath == TracesPath : Protocol == Http;
            if (!http) return (endpoint, OtlpExportProtocol.Grpc);
            return (endpoint.AbsolutePath == "/" ? new Uri(endpoint, TracesPath) : endpoint, OtlpExportProtocol.HttpProtobuf);
        }
    }

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        !string.IsNullOrEmpty(Otlp) && !(Uri.TryCreate(Otlp, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is "http" or "https")
            ? $"Telemetry:Otlp: '{Otlp}' is no address such as http://collector:4317"
        : Protocol is not (null or Grpc or Http) ? $"Telemetry:Protocol must be {Grpc} or {Http}"
        : SampleRatio is >= 0 and <= 1 ? null
        : "Telemetry:SampleRatio must be 0 to 1";
}
