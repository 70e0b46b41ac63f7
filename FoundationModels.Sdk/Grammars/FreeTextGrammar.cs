namespace FoundationModels;

/// <summary>Any text up to a length.</summary>
internal sealed class FreeTextGrammar(int? maximumLength) : Grammar
{
    public int? MaximumLength { get; } = maximumLength;
}
