using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Sdk.Tests.Grammars.Image;

/// <summary>The grammars that the source generator compiled when these tests were built.</summary>
internal sealed class GeneratedGrammarTests
{
    private static IEnumerable<TestCaseData<GenerationSchema>> Schemas =>
    [
        new(GeneratedTypes.Ticket.GenerationSchema),
        new(GeneratedTypes.Numbers.GenerationSchema),
        new(GeneratedTypes.Animal.GenerationSchema),
    ];

    [TestCaseSource(nameof(Schemas))]
    public void TheGrammarOfAType_IsTheOneThatItsSchemaCompilesTo(GenerationSchema schema)
    {
        byte[] generated = schema.CompiledGrammar.ToArray();

        Assert.That(generated, Is.EqualTo(new ImageSchema(schema.ToJsonSchema()).Image()));
        Assert.That(GrammarImage.Read(generated), Is.Not.Null);
        TestContext.Out.WriteLine($"{schema.Name}: {generated.Length} bytes.");
    }
}
