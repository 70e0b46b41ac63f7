namespace FoundationModels;

/// <summary>One of several texts.</summary>
internal sealed class ChoiceGrammar(IReadOnlyList<string> texts) : Grammar
{
    public IReadOnlyList<string> Texts { get; } = texts;
}
