using System.Globalization;
using k8s.Models;
using MediaAnalytics.Gateway.Hosting;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>Pods run with the least rights, bounded, watched, and with time to stop.</summary>
internal static class PodRules
{
    /// <summary>Seconds that the host takes at most to stop by itself.</summary>
    private static readonly long HostStops = (long)ServerHosting.ShutdownTime.TotalSeconds;

    private static readonly string[] Bounded = ["memory"];

    private static readonly string[] Reserved = ["cpu", "memory"];

    public static IEnumerable<string> Problems(Bundle bundle) => bundle.Workloads.SelectMany(workload =>
        Selects(bundle, workload)
            .Concat(Rights(workload))
            .Concat(workload.Pod.Containers.SelectMany(container => Container(workload, container)))
            .Concat(workload.IsProduct ? Served(bundle, workload) : [])
            .Concat(Volumes(workload))
            .Concat(Stops(workload))
            .Select(problem => $"{workload}: {problem}"));

    private static IEnumerable<string> Selects(Bundle bundle, Workload workload)
    {
        if (workload.Selector.MatchLabels is not { Count: > 0 })
            yield return "its selector is empty";
        if (bundle.Selected(workload.Selector).ToArray() is var selected && selected is not [_] || selected[0] != workload)
            yield return $"its selector must match its own pods alone, and matches those of: {string.Join(", ", selected.AsEnumerable())}";
        foreach (V1TopologySpreadConstraint spread in workload.Pod.TopologySpreadConstraints ?? [])
        {
            if (!workload.Matches(spread.LabelSelector))
                yield return $"it spreads other pods over {spread.TopologyKey}";
        }
    }

    private static IEnumerable<string> Rights(Workload workload)
    {
        V1PodSpec pod = workload.Pod;
        if (pod.AutomountServiceAccountToken is not false)
            yield return "automountServiceAccountToken must be false";
        if (pod.SecurityContext is not { RunAsNonRoot: true, RunAsUser: > 0, FsGroup: > 0, SeccompProfile.Type: "RuntimeDefault" })
            yield return "its pod must run as a user that is not root, with a group for its volumes and the runtime's seccomp profile";
        if (workload.IsProduct && pod.SecurityContext?.RunAsUser != 10001)
            yield return "its pod must run as user 10001, the images' own";
        if (pod.HostNetwork is true || pod.HostPID is true || pod.HostIPC is true)
            yield return "it shares namespaces of the node";
    }

    private static IEnumerable<string> Container(Workload workload, V1Container container)
    {
        if (container.SecurityContext is not { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true, Capabilities.Drop: ["ALL"] } || container.SecurityContext.Privileged is true)
            yield return "its container must be read-only, without capabilities, and unable to gain rights";
        if (container.Image.Split(':') is not [_, .., { Length: > 0 } and not "latest"])
            yield return $"image {container.Image} names no version";
        foreach (string size in Reserved.Where(size => container.Resources?.Requests?.ContainsKey(size) is not true))
            yield return $"it requests no {size}";
        foreach (string size in Bounded.Where(size => container.Resources?.Limits?.ContainsKey(size) is not true))
            yield return $"it has no limit of {size}";

        (string Name, V1Probe? Probe)[] probes = [("startup", container.StartupProbe), ("liveness", container.LivenessProbe), ("readiness", container.ReadinessProbe)];
        foreach ((string name, V1Probe? probe) in probes)
        {
            if (workload.IsProduct && probe?.HttpGet?.Path != (name == "readiness" ? "/health/ready" : "/health/live"))
                yield return $"its {name} probe asks the wrong address, or none";
            if ((probe?.HttpGet?.Port ?? probe?.TcpSocket?.Port) is { } port && !workload.HasPort(port))
                yield return $"its {name} probe asks port {port.Value}, which the container does not have";
        }
    }

    /// <summary>Probes ask where health is served. Of a gateway that is another port than the API's, since health and metrics ask for no key.</summary>
    private static IEnumerable<string> Served(Bundle bundle, Workload workload)
    {
        int? api = Port(bundle.Configured(workload, "Urls")), served = Port(bundle.Configured(workload, "Telemetry__Urls")) ?? api;
        if (!workload.IsSilo && served == api)
            yield return "its health and metrics are open at the API's port: MEDIAANALYTICS_Telemetry__Urls must name another";
        V1Container container = workload.Pod.Containers.Single();
        foreach (IntOrString port in new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }.Select(probe => probe?.HttpGet?.Port).OfType<IntOrString>())
        {
            if (!container.Ports.Any(own => own.ContainerPort == served && (own.Name == port.Value || port.Value == served?.ToString(CultureInfo.InvariantCulture))))
                yield return $"a probe asks port {port.Value}, and health is served at {served}";
        }
    }

    /// <summary>The port of an address that may have any host, as <c>http://*:9090</c>.</summary>
    private static int? Port(string? address) => address is null ? null : int.Parse(address[(address.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);

    private static IEnumerable<string> Volumes(Workload workload)
    {
        string[] given = [.. (workload.Pod.Volumes ?? []).Select(volume => volume.Name), .. workload.Claims.Select(claim => claim.Metadata.Name)];
        string[] mounted = [.. workload.Pod.Containers.SelectMany(container => container.VolumeMounts ?? []).Select(mount => mount.Name).Distinct()];
        foreach (string name in mounted.Except(given))
            yield return $"it mounts volume {name}, which it does not have";
        foreach (string name in given.Except(mounted))
            yield return $"it mounts volume {name} nowhere";

        decimal scratch = 0;
        foreach (V1Volume volume in workload.Pod.Volumes ?? [])
        {
            if (volume.EmptyDir?.SizeLimit is not { } limit)
                yield return $"volume {volume.Name} has no limit";
            else
                scratch += limit;
        }

        if (workload.IsProduct && workload.Pod.Containers.Any(container => container.Resources.Limits["ephemeral-storage"] <= scratch))
            yield return $"its limit of ephemeral-storage is below what its volumes may hold, {scratch} bytes";
    }

    private static IEnumerable<string> Stops(Workload workload)
    {
        long waits = workload.Pod.Containers.Max(container => container.Lifecycle?.PreStop?.Sleep?.Seconds) ?? 0;
        if (workload.Pod.TerminationGracePeriodSeconds is not { } grace || grace <= waits + HostStops)
            yield return $"its grace period must be more than {waits} s before SIGTERM and {HostStops} s after";
        if (workload.IsProduct && !workload.IsSilo && waits == 0)
            yield return "it must wait before it stops, until load balancers have noticed";
    }
}
