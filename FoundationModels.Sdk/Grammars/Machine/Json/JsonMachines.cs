using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Makes machines from schemas.</summary>
internal static class JsonMachines
{
    /// <summary>The machine of a JSON Schema.</summary>
    /// <exception cref="GrammarRefusal">The schema is wrong, can't be enforced, or nothing fits it.</exception>
    public static JsonMachine Make(string schema, GrammarOptions options, CancellationToken cancellationToken) => Make(SchemaReader.Read(schema, ReaderOptions(options), cancellationToken), options);

    /// <summary>The machine of a schema.</summary>
    /// <exception cref="GrammarRefusal">The schema can't be enforced, or nothing fits it.</exception>
    public static JsonMachine Make(SchemaNode root, GrammarOptions options)
    {
        SchemaTables tables = new();
        Formula formula = tables.Leaf(root, DynamicScope.Of(root.Resource));
        for (int leaf = 0; leaf < tables.Leaves.Count; leaf++)
            tables.Expand(tables.Schemas.Atom(leaf));
        JsonMachine machine = new(tables, formula, options);
        if (!machine.Inhabitants.Any(formula))
            throw new GrammarRefusal(root.Pointer, "No value is valid under this schema. Something in it contradicts something else.");
        return machine;
    }

    private static SchemaReaderOptions ReaderOptions(GrammarOptions options) => new()
    {
        DefaultDraft = options.DefaultDraft,
        Formats = options.Formats,
        Documents = options.Documents,
    };
}
