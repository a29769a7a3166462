using Orleans.Placement;

namespace MediaAnalytics.Grains.Placement;

/// <summary>The grain is placed only on silos whose metadata name a role (<see cref="SiloRoles"/>).</summary>
/// <param name="role">The role.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RunsOnAttribute(string role) : PlacementFilterAttribute(new RolePlacement(role))
{
    public string Role { get; } = role;
}
