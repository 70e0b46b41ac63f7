namespace FoundationModels.Grammars.JsonSchema;

/// <summary>What images may hold. A schema that leads beyond them is refused when its image is written.</summary>
internal static class ImageLimits
{
    /// <summary>How deeply formulas, or the values of constants, may nest. Machines follow them by recursion.</summary>
    public const int Depth = 1_000;

    /// <summary>Refuses a depth.</summary>
    /// <exception cref="GrammarRefusal">It is too great.</exception>
    public static void Check(int depth)
    {
        if (depth > Depth)
            throw new GrammarRefusal("", $"The schema nests alternatives or constants more than {Depth} deep. Flatten them.");
    }
}
