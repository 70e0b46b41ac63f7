namespace FoundationModels.Grammars.JsonSchema;

/// <summary>The vocabularies of drafts 2019-09 and 2020-12.</summary>
internal static class StandardVocabularies
{
    /// <summary>The vocabularies that a meta-schema's <c>$vocabulary</c> lists.</summary>
    /// <exception cref="GrammarRefusal">It requires one that is not known.</exception>
    public static SchemaVocabularies Of(JsonLiteral listed, SchemaDraft draft, string pointer)
    {
        SchemaVocabularies found = SchemaVocabularies.None;
        foreach (KeyValuePair<string, JsonLiteral> entry in listed.Members)
        {
            SchemaVocabularies? vocabulary = Find(entry.Key, draft);
            if (vocabulary is null && entry.Value.Boolean)
                throw new GrammarRefusal(pointer, $"The dialect requires the vocabulary '{entry.Key}', which is not known.");
            found |= vocabulary ?? SchemaVocabularies.None;
        }

        return found;
    }

    private static SchemaVocabularies? Find(string uri, SchemaDraft draft)
    {
        string prefix = draft == SchemaDraft.Draft201909 ? "https://json-schema.org/draft/2019-09/vocab/" : "https://json-schema.org/draft/2020-12/vocab/";
        if (!uri.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        return uri[prefix.Length..] switch
        {
            // In draft 2019-09, the unevaluated keywords belong to the applicators.
            "applicator" => draft == SchemaDraft.Draft201909 ? SchemaVocabularies.Applicator | SchemaVocabularies.Unevaluated : SchemaVocabularies.Applicator,
            "unevaluated" => SchemaVocabularies.Unevaluated,
            "validation" => SchemaVocabularies.Validation,
            "format-assertion" => SchemaVocabularies.FormatAssertion,
            "core" or "meta-data" or "format" or "format-annotation" or "content" => SchemaVocabularies.None,
            _ => null,
        };
    }
}
