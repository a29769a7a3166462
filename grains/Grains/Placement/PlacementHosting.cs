using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MediaAnalytics.Grains.Placement;

/// <summary>Says what a silo is for, and reads it of the others.</summary>
internal static class PlacementHosting
{
    /// <summary>Adds the silo's metadata and the placement filters.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="roles">Its roles.</param>
    /// <param name="accelerator">What it infers on; null where it has nothing.</param>
    /// <param name="options">Where inference goes.</param>
    public static ISiloBuilder AddSiloPlacement(
        this ISiloBuilder builder, IReadOnlyList<string> roles, string? accelerator = Accelerators.Cpu, PlacementOptions? options = null)
    {
        var metadata = new Dictionary<string, string>
        {
            [SiloRoles.MetadataKey] = string.Join(',', roles),
            [SiloDirectory.StartedKey] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        };
        if (accelerator is not null)
            metadata[Accelerators.MetadataKey] = accelerator;
        builder.UseSiloMetadata(metadata);
        builder.Services
            .AddSingleton(options ?? new())
            .AddSingleton<SiloDirectory>()
            .AddSingleton<AcceleratorChoice>()
            .AddSingleton<OtherSilos>()
            // An instance for each grain class: it holds the class's role.
            .AddPlacementFilter<RolePlacement, RolePlacementDirector>(ServiceLifetime.Transient)
            .AddPlacementFilter<AcceleratorPlacement, AcceleratorPlacementDirector>(ServiceLifetime.Singleton);
        builder.Services.AddPlacementDirector<InTurnPlacement, InTurnPlacementDirector>();
        return builder;
    }
}
