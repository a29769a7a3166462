using Orleans.Metadata;
using Orleans.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Keeps the silos that have a role, whichever silo calls.</summary>
internal sealed class RolePlacement(string role) : PlacementFilterStrategy(order: 0)
{
    private const string RoleProperty = "role";

    public RolePlacement()
        : this("")
    {
    }

    public string Role { get; private set; } = role;

    public override void AdditionalInitialize(GrainProperties properties) => Role = GetPlacementFilterGrainProperty(RoleProperty, properties) ?? "";

    protected override IEnumerable<KeyValuePair<string, string>> GetAdditionalGrainProperties(
        IServiceProvider services, Type grainClass, GrainType grainType, IReadOnlyDictionary<string, string> existingProperties) =>
        [new(RoleProperty, Role)];
}
