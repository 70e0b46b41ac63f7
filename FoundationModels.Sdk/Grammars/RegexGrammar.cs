namespace FoundationModels;

/// <summary>Text that matches a pattern as a whole.</summary>
internal sealed class RegexGrammar(string pattern) : Grammar
{
    public string Pattern { get; } = pattern;
}
