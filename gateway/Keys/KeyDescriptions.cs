using MediaAnalytics.Gateway.Keys.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaAnalytics.Gateway.Keys;

/// <summary>Describes the keys in the API's own description: the bearer scheme, and the scope of each operation.</summary>
internal static class KeyDescriptions
{
    /// <summary>Adds the scheme to the document.</summary>
    public static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.AddComponent<IOpenApiSecurityScheme>(KeyAuthenticationHandler.SchemeName, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "ma_ID_SECRET",
            Description = "An API key, where the server asks for one (Keys:Required). An admin makes it: POST /v1/keys, or 'gateway keys create'.",
        });
        return Task.CompletedTask;
    }

    /// <summary>Says what scope an operation asks for.</summary>
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        IList<object> metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any() || metadata.OfType<IAuthorizeData>().FirstOrDefault()?.Policy is not { } policy)
            return Task.CompletedTask;
        operation.Description = $"{operation.Description} Scope: {policy}.".TrimStart();
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(KeyAuthenticationHandler.SchemeName, context.Document)] = [] }];
        operation.Responses?.TryAdd("401", new OpenApiResponse { Description = "No key that this server accepts." });
        operation.Responses?.TryAdd("403", new OpenApiResponse { Description = $"The key lacks the scope: {policy}." });
        return Task.CompletedTask;
    }
}
