using System.Text.Json;
using System.Text.Json.Serialization;
using MediaAnalytics.Gateway.Auditing;
using MediaAnalytics.Gateway.Cluster;
using MediaAnalytics.Gateway.Dashboard;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Gateway.Keys.Management;
using MediaAnalytics.Gateway.Keys.Sessions;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Gateway.Queries;
using MediaAnalytics.Gateway.Queries.History;
using Scalar.AspNetCore;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>The gateway's part of a host: API, page, API reference.</summary>
public static class GatewayHosting
{
    /// <summary>Adds what the endpoints need. The host brings Orleans' grain factory, the stores, and <see cref="KeysHosting.AddGatewayKeys"/>.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProblemDetails();
        services.AddOpenApi("v1", options => options
            .AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "MediaAnalytics";
                document.Info.Version = "v1";
                document.Info.Description = "Ingest music videos, recognise their genre from their sound, and ask how they spread.";
                return Task.CompletedTask;
            })
            .AddDocumentTransformer(KeyDescriptions.DescribeAsync)
            .AddOperationTransformer(KeyDescriptions.DescribeAsync));
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        services.AddSingleton<IIntakeGate, LagGate>();
        services.AddIntake(configuration);
        services.AddDashboard();
        return services;
    }

    /// <summary>Builds a server with API, page and keys. The host brings the rest, see <see cref="AddGateway"/>.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="urls">The API's addresses.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the API would be open to others; the message names the key.</exception>
    public static WebApplication BuildWithGateway(this WebApplicationBuilder builder, string urls)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddGateway(builder.Configuration);
        builder.Services.AddGatewayKeys(builder.Configuration);
        // The host reads more than serve's options are made of, such as appsettings.Production.json: what is in force must allow the addresses, too.
        if (ListenAddresses.Problem(urls, ServerHosting.Read<KeysOptions>(builder.Configuration.GetSection(KeysOptions.Section))) is { } problem)
            throw new ArgumentException(problem);
        WebApplication app = builder.Build();
        app.MapServer();
        app.UseTrustedProxies();
        app.UseSameOriginWrites();
        app.UseGatewayKeys();
        app.MapGateway();
        return app;
    }

    /// <summary>Maps every endpoint of the gateway.</summary>
    public static IEndpointRouteBuilder MapGateway(this IEndpointRouteBuilder routes)
    {
        routes.MapIntake();
        routes.MapQueries();
        routes.MapHistory();
        routes.MapAudit();
        routes.MapCluster();
        routes.MapKeys();
        routes.MapSessions();
        routes.MapDashboard();
        routes.MapOrleansDashboard(routes.ServiceProvider.GetRequiredService<IConfiguration>());
        routes.MapOpenApi().RequireAuthorization(KeyPolicies.AnyKey);
        routes.MapScalarApiReference("/scalar", options => options.WithTitle("MediaAnalytics API").DisableDefaultFonts().AddPreferredSecuritySchemes("key"))
            .RequireAuthorization(KeyPolicies.AnyKey);
        return routes;
    }
}
