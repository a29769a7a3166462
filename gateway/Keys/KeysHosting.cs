using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Keys.Authentication;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Gateway.Keys.Ring;
using MediaAnalytics.Gateway.Keys.Sessions;
using MediaAnalytics.Gateway.Telemetry;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaAnalytics.Gateway.Keys;

/// <summary>Asks callers of a host for API keys, where the configuration says so.</summary>
public static class KeysHosting
{
    /// <summary>
    /// Adds authentication by key, a policy per scope, the copy of the keys, a health check tagged <c>ready</c>, and the host names that are answered to. The host
    /// brings Orleans' grain factory.
    /// </summary>
    /// <exception cref="ArgumentException">An option of <see cref="KeysOptions"/> is out of its range, or the web server's own configuration listens where it may not.</exception>
    public static IServiceCollection AddGatewayKeys(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        KeysOptions options = ServerHosting.Read<KeysOptions>(configuration.GetSection(KeysOptions.Section));
        if ((options.Problem() ?? EndpointProblem(configuration, options)) is { } problem)
            throw new ArgumentException(problem);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<KeyRing>();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<KeyDoor>();
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<KeyRingRefresh>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRingRefresh>());
        services.AddSingleton<KeyRefusals>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => provider.GetRequiredService<KeyRefusals>());
        services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        // AddAuthentication would bring data protection, whose keys nothing here needs, and write them to disk.
        services.AddAuthenticationCore(authentication => authentication.DefaultScheme = KeyAuthenticationHandler.SchemeName).AddWebEncoders();
        new AuthenticationBuilder(services)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthenticationHandler>(KeyAuthenticationHandler.SchemeName, null);
        services.AddAuthorization(KeyPolicies.AddTo);
        services.AddHostFiltering(filter => filter.AllowedHosts = HostNames.Answered(configuration["AllowedHosts"], options));
        services.AddHealthChecks().AddCheck<KeysHealthCheck>("keys", HealthStatus.Unhealthy, ["ready"]);
        return services;
    }

    /// <summary>
    /// Asks every request for its key. Before the endpoints; those that are open to all say so with <c>AllowAnonymous</c>, as health and metrics do.
    /// </summary>
    public static IApplicationBuilder UseGatewayKeys(this IApplicationBuilder app)
    {
        // Probes and Prometheus come by the process's own address, whatever its name; what they get is no secret of the API.
        var telemetry = app.ApplicationServices.GetService<TelemetryAddresses>();
        return app.UseWhen(context => telemetry?.Brought(context) != true, static api => api.UseHostFiltering()).UseAuthentication().UseAuthorization();
    }

    /// <summary>The web server's own section overrides the addresses that the product was given.</summary>
    private static string? EndpointProblem(IConfiguration configuration, KeysOptions options) => configuration.GetSection(ServerHosting.KestrelEndpoints).GetChildren()
        .Select(endpoint => endpoint["Url"] is { } url && ListenAddresses.Problem(url, options) is { } problem ? $"{ServerHosting.KestrelEndpoints}:{endpoint.Key}: {problem}" : null)
        .FirstOrDefault(problem => problem is not null);
}
