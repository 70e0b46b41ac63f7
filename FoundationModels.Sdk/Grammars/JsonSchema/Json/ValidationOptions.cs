namespace FoundationModels.Grammars.JsonSchema;

/// <summary>How values are validated.</summary>
internal sealed record ValidationOptions
{
    public static ValidationOptions Default { get; } = new();

    /// <summary>Gets what says whether a text has a format, given the format's name and the text: true for formats that it does not know.</summary>
    public Func<string, string, bool> HasFormat { get; init; } = (_, _) => true;

    /// <summary>Gets how many errors are reported.</summary>
    public int MaximumErrors { get; init; } = 10;

    /// <summary>Gets how many times a schema may be tried on a part of the value. Schemas can ask for a number that is exponential in their size.</summary>
    public long MaximumSteps { get; init; } = 20_000_000;
}
