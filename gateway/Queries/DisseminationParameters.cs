using MediaAnalytics.Contracts.Dissemination;
using Microsoft.OpenApi;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>Describes the parameters of the dissemination query, which are read by hand, to those who read the OpenAPI document.</summary>
internal static class DisseminationParameters
{
    /// <summary>Adds <c>by</c>, <c>asOf</c> and a filter per dimension.</summary>
    public static Task DescribeAsync(OpenApiOperation operation)
    {
        operation.Parameters =
        [
            Text("by", $"Dimensions to split by, comma-separated: {string.Join(", ", DimensionNames.All)}"),
            Text(DisseminationQueryParser.AsOf, "An instant (RFC 3339), within Partition:Retention: the figures as of each partition's last manifest at or before it"),
            .. DimensionNames.All.Select(name => Text(name, $"Keep only these values of {name}, comma-separated; 'unstated' for no value")),
        ];
        return Task.CompletedTask;
    }

    private static OpenApiParameter Text(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
