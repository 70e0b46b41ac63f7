using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>A random schema, and what everything else in a test is drawn with.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Seed">The seed.</param>
internal sealed record SchemaCase(string Schema, int Seed)
{
    /// <summary>Gets random cases that shrink by keywords.</summary>
    public static Arbitrary<SchemaCase> Arbitrary { get; } = Arb.From(
        Gen.Choose(0, int.MaxValue).Select(seed => new SchemaCase(new RandomSchema(new Random(seed)).Root(seed % 4).ToJsonString(), seed)),
        of => SchemaShrinker.Smaller(JsonNode.Parse(of.Schema)).OfType<JsonObject>().Select(smaller => of with { Schema = smaller.ToJsonString() }));

    /// <inheritdoc/>
    public override string ToString() => $"{Schema} with seed {Seed}, {Options.PropertyOrder} order, {Options.Spelling} spelling, white space {Seed / 4 % 4}";

    /// <summary>Gets options that the seed picks: orders, layouts and spellings.</summary>
    public GrammarOptions Options => new()
    {
        PropertyOrder = (PropertyOrder)(Seed % 2),
        Spelling = (GrammarSpelling)(Seed / 2 % 2),
        Whitespace = (Seed / 4 % 4) switch
        {
            0 => WhitespacePolicy.Natural,
            1 => WhitespacePolicy.Compact,
            2 => WhitespacePolicy.Pretty((Seed / 16 % 3) + 1),
            _ => WhitespacePolicy.Any(2),
        },
    };

    /// <summary>The grammar, or null where the compiler refuses the schema.</summary>
    public CompiledGrammar? Compile(GrammarOptions? options = null)
    {
        try
        {
            return new GrammarCompiler(options ?? Options).Compile(Grammar.JsonSchema(Schema));
        }
        catch (GrammarException)
        {
            return null;
        }
    }
}
