using FoundationModels.Grammars.Automata;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Grammars.Machine;

/// <summary>Makes machines from schemas.</summary>
internal static class JsonMachines
{
    /// <summary>The machine of a JSON Schema.</summary>
    /// <exception cref="GrammarRefusal">The schema is wrong, can't be enforced, or nothing fits it.</exception>
    public static JsonMachine Make(string schema, GrammarOptions options, Lock? gate, CancellationToken cancellationToken)
        => Make(SchemaReader.Read(schema, ReaderOptions(options), cancellationToken), options, gate, cancellationToken);

    /// <summary>The machine of a schema.</summary>
    /// <exception cref="GrammarRefusal">The schema can't be enforced, or nothing fits it.</exception>
    public static JsonMachine Make(SchemaNode root, GrammarOptions options, Lock? gate, CancellationToken cancellationToken)
    {
        SchemaTables tables = new() { Limits = new AutomatonLimits(options.Limits.MaximumAutomatonStates) };
        Formula formula = tables.Leaf(root, DynamicScope.Of(root.Resource));
        for (int leaf = 0; leaf < tables.Leaves.Count; leaf++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tables.Expand(tables.Schemas.Atom(leaf));
        }

        return Make(tables, formula, root.Pointer, options, gate);
    }

    /// <summary>The machine of a schema that was compiled before.</summary>
    /// <param name="image">What <see cref="GrammarImage"/> wrote.</param>
    /// <param name="options">How the grammar is compiled.</param>
    /// <param name="gate">The lock of the machine around this one; null for one of its own.</param>
    /// <returns>Null for an image of another version of its format.</returns>
    /// <exception cref="GrammarRefusal">Nothing fits the schema.</exception>
    /// <exception cref="InvalidDataException">The image is damaged.</exception>
    public static JsonMachine? Make(ReadOnlySpan<byte> image, GrammarOptions options, Lock? gate = null)
        => GrammarImage.Read(image) is { } read ? Make(read.Tables, read.Root, "", options, gate) : null;

    private static JsonMachine Make(SchemaTables tables, Formula root, string pointer, GrammarOptions options, Lock? gate)
    {
        JsonMachine machine = new(tables, root, options, gate);
        if (!machine.Inhabitants.Any(root))
            throw new GrammarRefusal(pointer, "No value is valid under this schema. Something in it contradicts something else.");
        return machine;
    }

    private static SchemaReaderOptions ReaderOptions(GrammarOptions options) => new()
    {
        DefaultDraft = options.DefaultDraft,
        Formats = options.Formats,
        Documents = options.Documents,
    };
}
