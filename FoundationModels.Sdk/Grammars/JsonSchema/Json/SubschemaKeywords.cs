namespace FoundationModels.Grammars.JsonSchema;

/// <summary>Which keywords have schemas inside: identifiers count there and nowhere else.</summary>
internal static class SubschemaKeywords
{
    /// <summary>Where a keyword has schemas inside in a dialect.</summary>
    public static SubschemaKind Of(string keyword, SchemaDialect dialect)
    {
        switch (keyword)
        {
            case "properties" or "patternProperties" or "dependencies" or "definitions":
                return SubschemaKind.Map;
            case "additionalProperties" or "additionalItems" or "not":
                return SubschemaKind.Single;
            case "allOf" or "anyOf" or "oneOf":
                return SubschemaKind.Array;
            case "items":
                return SubschemaKind.SingleOrArray;
            case "contains" or "propertyNames":
                return dialect.Since(SchemaDraft.Draft06) ? SubschemaKind.Single : SubschemaKind.None;
            case "if" or "then" or "else":
                return dialect.Since(SchemaDraft.Draft07) ? SubschemaKind.Single : SubschemaKind.None;
            case "$defs" or "dependentSchemas":
                return dialect.Since(SchemaDraft.Draft201909) ? SubschemaKind.Map : SubschemaKind.None;
            case "unevaluatedProperties" or "unevaluatedItems" or "contentSchema":
                return dialect.Since(SchemaDraft.Draft201909) ? SubschemaKind.Single : SubschemaKind.None;
            case "prefixItems":
                return dialect.Since(SchemaDraft.Draft202012) ? SubschemaKind.Array : SubschemaKind.None;
            default:
                return SubschemaKind.None;
        }
    }
}
