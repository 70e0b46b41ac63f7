namespace FoundationModels;

/// <summary>How grammars are compiled.</summary>
public sealed record GrammarOptions
{
    /// <summary>Gets the options that hold where nobody says otherwise.</summary>
    public static GrammarOptions Default { get; } = new();

    /// <summary>Gets the order of properties.</summary>
    public PropertyOrder PropertyOrder { get; init; }

    /// <summary>Gets where white space may stand.</summary>
    public WhitespacePolicy Whitespace { get; init; }

    /// <summary>Gets the spellings of numbers and characters.</summary>
    public GrammarSpelling Spelling { get; init; }

    /// <summary>Gets what <c>format</c> means.</summary>
    public SchemaFormats Formats { get; init; }

    /// <summary>Gets the version of JSON Schema for schemas that do not say theirs.</summary>
    public SchemaDraft DefaultDraft { get; init; } = SchemaDraft.Draft202012;

    /// <summary>Gets the schemas that references to other documents may name, by their absolute URI. Nothing is ever fetched.</summary>
    public IReadOnlyDictionary<Uri, string> Documents { get; init; } = new Dictionary<Uri, string>();

    /// <summary>Gets what compiling and matching may cost.</summary>
    public GrammarLimits Limits { get; init; } = new();
}
