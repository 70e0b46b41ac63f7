using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Sdk.Tests.Grammars.Image;

/// <summary>The grammars that the source generator compiled when these tests were built.</summary>
internal sealed class GeneratedGrammarTests
{
    private static IEnumerable<TestCaseData<GenerationSchema>> Schemas =>
    [
        Case(GeneratedTypes.Ticket.GenerationSchema),
        Case(GeneratedTypes.Numbers.GenerationSchema),
        Case(GeneratedTypes.Animal.GenerationSchema),
    ];

    [TestCaseSource(nameof(Schemas))]
    public void TheGrammarOfAType_IsTheOneThatItsSchemaCompilesTo(GenerationSchema schema)
    {
        byte[] generated = schema.CompiledGrammar.ToArray();

        Assert.That(generated, Is.EqualTo(new ImageSchema(schema.ToJsonSchema()).Image()));
        Assert.That(GrammarImage.Read(generated), Is.Not.Null);
        TestContext.Out.WriteLine($"{schema.Name}: {generated.Length} bytes.");
    }

    private static TestCaseData<GenerationSchema> Case(GenerationSchema schema) => new(schema) { TestName = "{m}: " + schema.Name };
}
