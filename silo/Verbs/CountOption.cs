using System.CommandLine;

namespace MediaAnalytics.Silo.Verbs;

/// <summary>An option that is a whole number within limits.</summary>
internal static class CountOption
{
    /// <summary>Most of what runs at once.</summary>
    public const int MostAtOnce = 64;

    /// <summary>This machine's cores, at most <see cref="MostAtOnce"/>.</summary>
    public static int Cores { get; } = Math.Min(MostAtOnce, Environment.ProcessorCount);

    /// <summary>Makes the option; its description ends with its limits.</summary>
    public static Option<int> Create(string name, int usual, string description, int least, int most)
    {
        var option = new Option<int>(name) { DefaultValueFactory = _ => usual, Description = $"{description} {least} to {most}." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is int value && (value < least || value > most)) result.AddError($"{name} must be {least} to {most}, not {value}.");
        });
        return option;
    }
}
