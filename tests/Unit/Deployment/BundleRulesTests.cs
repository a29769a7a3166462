using Xunit;

namespace MediaAnalytics.Tests.Unit.Deployment;

/// <summary>The checks find what they are for: one mistake is made in a good installation, and its reason is asked for.</summary>
public sealed class BundleRulesTests
{
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "runAsNonRoot: true", "runAsNonRoot: false", "must run as a user that is not root" },
        { "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "must be read-only" },
        { "terminationGracePeriodSeconds: 60", "terminationGracePeriodSeconds: 30", "its grace period must be more than" },
        { "containerPort: 11111", "containerPort: 11112", "names no port 11111" },
        { "targetPort: http", "targetPort: htpp", "leads to port htpp" },
        { "port: http\n", "port: web\n", "probe asks port web" },
        { "MEDIAANALYTICS_Cluster__Address", "MEDIAANALYTICS_Cluster__Adress", "reads no variable MEDIAANALYTICS_Cluster__Adress" },
        { "fieldPath: status.podIP", "fieldPath: status.hostIP", "reach it at its pod's address" },
        { "value: core,decode", "value: decode", "no silo has the role core" },
        { "secretKeyRef:", "configMapKeyRef:", "must come from a Secret" },
        { "  minReplicas: 1", "  minReplicas: 9", "must say the fewest and the most" },
        { "  maxUnavailable: 1\n  selector", "  maxUnavailable: 0\n  selector", "must let nodes be drained" },
        { "- port: 11111", "- port: 11119", "opens port 11119" },
        { "- port: 30000", "- port: 8080", "keep Deployment gateway from calling" },
        { "- port: 53\n      protocol: UDP", "- port: 53\n      protocol: SCTP", "from names at UDP 53" },
        { "- port: 6379\n      protocol: TCP\n    - port: 6380", "- port: 6378\n      protocol: TCP\n    - port: 6381", "from Redis at" },
        { "- port: 443\n", "- port: 444\n", "from blob storage" },
        { "- port: 4318\n", "- port: 4319\n", "one of OTLP's ports" },
        { "MEDIAANALYTICS_Partitions: \"8\"", "MEDIAANALYTICS_Telemetry__Otlp: http://collector:4000", "from http://collector:4000" },
        { "MEDIAANALYTICS_Workflow__MaxDecodes: \"2\"", "MEDIAANALYTICS_Workflow__MaxDecodes: \"4\"", "its memory does not fit in 4096 MiB" },
        { "  MEDIAANALYTICS_Workflow__MaxDecodes: \"2\"\n", "", "as many run as the node has cores" },
        { "value: \"0x28\"", "value: \"0x4b\"", "its memory does not fit in 8192 MiB" },
        { "DOTNET_GCHeapHardLimitPercent", "DOTNET_GCHeapHardLimit", "how much .NET's heap may take" },
        { "value: http://*:9090", "value: http://*:8080", "open at the API's port" },
        { "port: metrics\n", "port: http\n", "a probe asks port http, and health is served at 9090" },
        { "nvidia.com/gpu: 1", "nvidia.com/gpus: 1", "go together" },
        { "sizeLimit: 12Gi", "sizeLimit: 24Gi", "below what its volumes may hold" },
        { "media-analytics/silo-cuda:0.1.0", "media-analytics/silo-cuda", "names no version" },
        { "name: media-analytics-admin", "name: ''", "secretKeyRef.name is missing" },
        { "mountPath: /tmp\n          name: tmp", "mountPath: /tmp\n          name: temp", "mounts volume temp" },
        { "replicas: 3", "replicas: 3\n  replica: 3", "replica" },
        { "replicas: 3", "replicas: three", "spec.replicas" },
        { "memory: 8Gi", "memory: 8Gigs", "quantity" },
        { "value: cuda", "value: 1", "value" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task AMistakeIsFound(string right, string wrong, string reason)
    {
        Assert.SkipUnless(Tool.Kubectl.Path is not null, Tool.Kubectl.Absent);
        (_, string yaml, _) = await Tool.Kubectl.RunAsync(TestContext.Current.CancellationToken, "kustomize", "k8s/overlays/gpu");
        Assert.Contains(right, yaml, StringComparison.Ordinal);
        Assert.Contains(Said(yaml.Replace(right, wrong, StringComparison.Ordinal)), problem => problem.Contains(reason, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Said(string yaml)
    {
        try
        {
            return BundleRules.Problems(Bundle.Read(yaml));
        }
        catch (InvalidDataException wrong)
        {
            return [wrong.Message];
        }
    }
}
