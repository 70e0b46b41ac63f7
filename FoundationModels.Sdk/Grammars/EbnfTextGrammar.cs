namespace FoundationModels;

/// <summary>Text of a context-free grammar.</summary>
internal sealed class EbnfTextGrammar(string text) : Grammar
{
    public string Source { get; } = text;
}
