using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>Lets a grain call between processes fail with what failed. By its default Orleans takes exceptions of a few namespaces alone, and any other ends as one of a missing codec.</summary>
internal static class WireFailures
{
    /// <summary>Lets every exception through, causes included; a type that the receiving process lacks arrives as Orleans' substitute with its message.</summary>
    public static IServiceCollection AddWireFailures(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(static options => options.SupportedExceptionTypeFilter = static _ => true);
}
