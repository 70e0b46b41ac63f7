namespace FoundationModels;

/// <summary>Something that brings tools: a single <see cref="ITool"/>, or a class whose methods are tools.</summary>
public interface IToolSource
{
    /// <summary>Gets the tools. Read once, when a session is made.</summary>
    IReadOnlyList<ITool> Tools { get; }
}
