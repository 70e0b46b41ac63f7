using FoundationModels.Generation;

namespace FoundationModels.Sdk.Tests.Generation;

[TestFixture]
internal sealed class SchemaOutlineTests
{
    [Test]
    public void Write_AnObject_LooksLikeTheValue()
    {
        DynamicGenerationSchema person = DynamicGenerationSchema.ForObject(
            "Person", [DynamicGenerationSchema.Property.ForType<string>("name"), DynamicGenerationSchema.Property.ForType<DateOnly>("born", isOptional: true)]);
        GenerationSchema schema = GenerationSchema.ForObject(
            "Ticket",
            [
                DynamicGenerationSchema.Property.ForType<string>("title", "One line,\nno more"),
                DynamicGenerationSchema.Property.ForType("priority", guides: [GenerationGuide.AnyOf("low", "high")]),
                DynamicGenerationSchema.Property.ForType("urgency", guides: [GenerationGuide.Range(1, 5)]),
                DynamicGenerationSchema.Property.ForType<List<int>>("codes", "Codes", [GenerationGuide.Count<List<int>>(1, 3)]),
                new("owner", person, isOptional: true),
                new("next", DynamicGenerationSchema.Reference("Ticket"), isOptional: true),
                DynamicGenerationSchema.Property.ForType<Dictionary<string, bool>>("flags"),
            ]);

        Assert.That(SchemaOutline.Write(schema), Is.EqualTo(
            """
            {
              "title": string, // One line, no more
              "priority": "low" | "high",
              "urgency": integer (1 to 5),
              "codes": [integer], // Codes (1 to 3 items)
              "owner"?: Person,
              "next"?: Ticket,
              "flags": { [name]: boolean }
            }
            Person = {
              "name": string,
              "born"?: string (date)
            }
            """.ReplaceLineEndings("\n")));
    }

    [TestCase("""{"type":"integer","minimum":-2147483648,"maximum":2147483647}""", "integer")]
    [TestCase("""{"anyOf":[{"type":"boolean"},{"type":"null"}]}""", "boolean | null")]
    [TestCase("""{"const":{"a":[1]}}""", """{"a":[1]}""")]
    [TestCase("""{"type":["string","null"]}""", "string | null")]
    [TestCase("true", "any")]
    [TestCase("""{"$ref":"other.json"}""", "any")]
    [TestCase("""{"properties":3,"required":"x","items":[],"minItems":{}}""", "any")]
    public void Write_OtherSchemas_IsShort(string json, string expected) =>
        Assert.That(SchemaOutline.Write(GenerationSchema.FromJsonSchema(json)), Is.EqualTo(expected));

    [Test]
    public void Write_AVeryLongSchema_StopsInTime()
    {
        GenerationSchema schema = GenerationSchema.ForObject(
            "Wide", Enumerable.Range(0, 10_000).Select(i => DynamicGenerationSchema.Property.ForType<string>($"property {i}")));

        Assert.That(SchemaOutline.Write(schema), Has.Length.LessThanOrEqualTo(SchemaOutline.MaximumLength + 1).And.EndsWith("…"));
    }

    [Test]
    public void Write_ManyChoices_NamesTheFirstOnes()
    {
        GenerationSchema schema = GenerationSchema.ForAnyOf("Many", Enumerable.Range(0, 100_000).Select(i => $"choice {i}"));

        Assert.That(SchemaOutline.Write(schema), Does.StartWith("\"choice 0\" | ").And.EndsWith("\"choice 63\" | …"));
    }
}
