using System.CommandLine;

namespace FoundationModels.Cli.Arguments;

/// <summary>The option that says how weights are stored.</summary>
internal static class PrecisionOption
{
    /// <summary>Makes the option.</summary>
    public static Option<ModelPrecision> Create() => new("--precision")
    {
        Description = "How weights are stored: fast (for answers) or exact (float32, for comparisons).",
        DefaultValueFactory = _ => ModelPrecision.Fast,
    };
}
