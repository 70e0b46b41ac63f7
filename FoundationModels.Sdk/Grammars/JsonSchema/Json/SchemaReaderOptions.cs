namespace FoundationModels.Grammars.JsonSchema;

/// <summary>How schemas are read.</summary>
internal sealed record SchemaReaderOptions
{
    public static SchemaReaderOptions Default { get; } = new();

    /// <summary>Gets the draft of documents that do not name theirs.</summary>
    /// <remarks>Such a document may also use the older spellings of keywords, as far as they mean nothing else in the draft: see <see cref="SchemaDialect.IsAssumed"/>.</remarks>
    public SchemaDraft DefaultDraft { get; init; } = SchemaDraft.Draft202012;

    public SchemaFormats Formats { get; init; }

    /// <summary>Gets the documents that references may name. Nothing is ever fetched.</summary>
    public IReadOnlyDictionary<Uri, string> Documents { get; init; } = new Dictionary<Uri, string>();
}
