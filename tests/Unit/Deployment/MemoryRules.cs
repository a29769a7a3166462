using System.Globalization;
using k8s.Models;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>What a silo's parts may take of memory fits in its container's limit: .NET's heap, DuckDB of core, ffmpeg of decode, torch of infer, and a rest.</summary>
internal static class MemoryRules
{
    /// <summary>The variable of .NET that bounds its heap: percent of the container's limit, in hexadecimal.</summary>
    public const string HeapPercent = "DOTNET_GCHeapHardLimitPercent";

    /// <summary>MiB for compiled code, stacks and buffers of the system; and for torch besides.</summary>
    private const decimal Rest = 384, Torch = 512;

    private const decimal Mebibyte = 1024 * 1024;

    public static IEnumerable<string> Problems(Bundle bundle) =>
        bundle.Workloads.Where(workload => workload.IsSilo).SelectMany(silo => Problems(bundle, silo).Select(problem => $"{silo}: {problem}"));

    private static IEnumerable<string> Problems(Bundle bundle, Workload silo)
    {
        if (!silo.Pod.Containers.Single().Resources.Limits.TryGetValue("memory", out ResourceQuantity? memory))
            yield break;
        if (silo.Variable(HeapPercent) is not { } heap || !heap.StartsWith("0x", StringComparison.Ordinal))
        {
            yield return $"it must say by {HeapPercent}, in hexadecimal, how much .NET's heap may take";
            yield break;
        }

        string[] roles = silo.Variable("MEDIAANALYTICS_Roles")?.Split(',') ?? [];
        bool decodes = roles.Contains("decode");
        if (decodes && (bundle.Configured(silo, "Workflow__MaxDecodes") is null || bundle.Configured(silo, "Decoder__MemoryLimitMebibytes") is null))
        {
            yield return "it decodes, and must say how many ffmpeg may run and what each may take: by default as many run as the node has cores";
            yield break;
        }

        decimal limit = memory.ToDecimal() / Mebibyte;
        (string Part, decimal Mebibytes)[] parts =
        [
            ("heap", limit * int.Parse(heap[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 100),
            ("DuckDB", !roles.Contains("core") ? 0
                : Number(bundle, silo, "Facts__Connections", FactsOptions.DefaultConnections) * Number(bundle, silo, "Facts__MemoryMegabytes", FactsOptions.DefaultMemoryMegabytes)),
            ("ffmpeg", decodes ? Number(bundle, silo, "Workflow__MaxDecodes", 0) * Number(bundle, silo, "Decoder__MemoryLimitMebibytes", 0) : 0),
            ("torch", roles.Contains("infer") ? Torch : 0),
            ("rest", Rest),
        ];
        if (parts.Sum(part => part.Mebibytes) > limit)
            yield return $"its memory does not fit in {limit:0} MiB: {string.Join(", ", parts.Select(part => $"{part.Part} {part.Mebibytes:0}"))}";
    }

    private static decimal Number(Bundle bundle, Workload silo, string key, int otherwise) =>
        bundle.Configured(silo, key) is { } value ? decimal.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
