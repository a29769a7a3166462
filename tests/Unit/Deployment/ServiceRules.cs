using k8s.Models;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>Services, the Ingress before them and the monitor of them lead to ports that pods have.</summary>
internal static class ServiceRules
{
    public static IEnumerable<string> Problems(Bundle bundle) =>
        bundle.Of<V1Service>().SelectMany(service => Service(bundle, service))
            .Concat(bundle.Of<V1Ingress>().SelectMany(ingress => Ingress(bundle, ingress)))
            .Concat(bundle.Of<ServiceMonitor>().SelectMany(monitor => Monitor(bundle, monitor)));

    private static IEnumerable<string> Service(Bundle bundle, V1Service service)
    {
        Workload[] targets = service.Spec.Selector is { Count: > 0 } labels ? [.. bundle.Selected(new V1LabelSelector { MatchLabels = labels })] : [];
        if (targets.Length == 0)
            yield return $"Service {service.Metadata.Name} selects no pods";
        foreach (V1ServicePort port in service.Spec.Ports)
        {
            foreach (Workload target in targets.Where(target => !target.HasPort(port.TargetPort ?? port.Port)))
                yield return $"Service {service.Metadata.Name} leads to port {port.TargetPort?.Value}, which {target} does not have";
        }
    }

    private static IEnumerable<string> Ingress(Bundle bundle, V1Ingress ingress) => ingress.Spec.Rules
        .SelectMany(rule => rule.Http.Paths)
        .Select(path => path.Backend.Service)
        .Where(backend => !bundle.Of<V1Service>().Any(service => service.Metadata.Name == backend.Name
            && service.Spec.Ports.Any(port => port.Name == backend.Port.Name || port.Port == backend.Port.Number)))
        .Select(backend => $"Ingress {ingress.Metadata.Name} leads to {backend.Name}, which is no Service with that port");

    private static IEnumerable<string> Monitor(Bundle bundle, ServiceMonitor monitor)
    {
        // A Service without the port's name is passed over.
        V1Service[] services =
        [
            .. bundle.Of<V1Service>().Where(service => monitor.Spec.Selector.MatchLabels.All(label =>
                service.Metadata.Labels?.TryGetValue(label.Key, out string? value) is true && value == label.Value)
                && monitor.Spec.Endpoints.All(endpoint => service.Spec.Ports.Any(port => port.Name == endpoint.Port))),
        ];
        foreach (Workload missed in bundle.Workloads.Where(workload => workload.IsProduct
            && !services.Any(service => workload.Matches(new V1LabelSelector { MatchLabels = service.Spec.Selector }))))
        {
            yield return $"ServiceMonitor {monitor.Metadata.Name} misses {missed}";
        }

        foreach (Workload shut in bundle.Workloads.Where(workload => workload.IsProduct))
        {
            // Metrics are where health is.
            IntOrString? health = shut.Pod.Containers.Single().ReadinessProbe?.HttpGet?.Port;
            foreach (V1Service service in services.Where(service => shut.Matches(new V1LabelSelector { MatchLabels = service.Spec.Selector })
                && !service.Spec.Ports.Any(port => monitor.Spec.Endpoints.Any(endpoint => endpoint.Port == port.Name) && port.TargetPort?.Value == health?.Value)))
            {
                yield return $"ServiceMonitor {monitor.Metadata.Name} scrapes {shut} by Service {service.Metadata.Name} at a port that has no metrics";
            }
        }
    }
}
