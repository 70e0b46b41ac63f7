using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;

namespace FoundationModels.Sdk.Tests.Grammars.JsonSchema;

internal sealed class SchemaReaderTests
{
    [TestCase("""{"minLength":"5"}""", "/minLength")]
    [TestCase("""{"properties":{"a/b":{"required":true}}}""", "/properties/a~1b/required")]
    [TestCase("""{"type":"any"}""", "/type")]
    [TestCase("""{"multipleOf":0}""", "/multipleOf")]
    [TestCase("""{"maxItems":-1}""", "/maxItems")]
    [TestCase("""{"anyOf":[{},{"$ref":"#/nowhere"}]}""", "/anyOf/1/$ref")]
    [TestCase("""{"items":{"$ref":"http://example.com/other.json"}}""", "/items/$ref")]
    [TestCase("""{"$schema":"http://example.com/dialect"}""", "/$schema")]
    [TestCase("""{"allOf":[{"const":1e999999}]}""", "/allOf/0/const")]
    [TestCase("""{"properties":{"a":{"type":"string","type":"object"}}}""", "/properties/a")]
    [TestCase("""{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}},"$ref":"#x"}""", "/$ref")]
    [TestCase("""{"$defs":{"a":{"$id":"x"},"b":{"$id":"x"}},"$ref":"x"}""", "/$ref")]
    [TestCase("""{"const":"\ud800"}""", "/const")]
    public void Read_Mistake_IsRefusedWithItsPlace(string schema, string pointer)
    {
        GrammarRefusal refusal = Assert.Throws<GrammarRefusal>(() => SchemaReader.Read(schema))!;
        Assert.That(refusal.Pointer, Is.EqualTo(pointer));
    }

    [TestCase("""{"minimum":5,"exclusiveMinimum":true}""", "5.1", "5")]
    [TestCase("""{"items":[{"type":"string"}],"additionalItems":false}""", """["a"]""", """["a",1]""")]
    [TestCase("""{"dependencies":{"a":["b"],"c":{"minProperties":2}}}""", """{"a":1,"b":2}""", """{"c":1}""")]
    [TestCase("""{"$ref":"#old","definitions":{"x":{"id":"#old","type":"null"}}}""", "null", "1")]
    public void Read_OlderSpellingWithoutDraft_MeansWhatItMeantThen(string schema, string valid, string invalid)
    {
        SchemaNode node = SchemaReader.Read(schema);
        Assert.That(Fits(node, valid), Is.True);
        Assert.That(Fits(node, invalid), Is.False);
    }

    [TestCase("""{"$schema":"http://json-schema.org/draft-04/schema#","const":1}""")]
    [TestCase("""{"$schema":"http://json-schema.org/draft-06/schema#","if":{"const":2},"then":false}""")]
    [TestCase("""{"$schema":"http://json-schema.org/draft-07/schema#","unevaluatedProperties":5,"dependentRequired":5}""")]
    [TestCase("""{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/a","type":"null","definitions":{"a":{}}}""")]
    public void Read_KeywordOfALaterDraft_IsAnAnnotation(string schema) => Assert.That(Fits(SchemaReader.Read(schema), "2"), Is.True);

    [TestCase(SchemaDraft.Draft04, false)]
    [TestCase(SchemaDraft.Draft06, true)]
    public void Read_Integer_HasZeroFractionsSinceDraft06(SchemaDraft draft, bool expected) =>
        Assert.That(Fits(SchemaReader.Read("""{"type":"integer"}""", new SchemaReaderOptions { DefaultDraft = draft }), "1.0"), Is.EqualTo(expected));

    [Test]
    public void Read_MistakeInAnUnusedDefinition_DoesNoHarm() =>
        Assert.That(SchemaReader.Read("""{"$defs":{"a":{"type":"any"}},"type":"null"}""").Types, Is.EqualTo(JsonTypes.Null));

    [Test]
    public void Read_Cycle_IsACycleOfNodes()
    {
        SchemaNode node = SchemaReader.Read("""{"properties":{"next":{"$ref":"#"}}}""");
        Assert.That(node.Properties![0].Value.Ref, Is.SameAs(node));
    }

    [Test]
    public void Read_DynamicReferenceWithOneTarget_IsAPlainOne()
    {
        SchemaNode node = SchemaReader.Read("""{"$dynamicAnchor":"n","items":{"$dynamicRef":"#n"}}""");
        Assert.That(node.Items!.Ref, Is.SameAs(node));
        Assert.That(node.Items.DynamicRef, Is.Null);
    }

    [TestCase(SchemaFormats.Assert, "email")]
    [TestCase(SchemaFormats.Annotate, null)]
    public void Read_Format_IsKeptWhereItIsAnAssertion(SchemaFormats formats, string? expected) =>
        Assert.That(SchemaReader.Read("""{"format":"email"}""", new SchemaReaderOptions { Formats = formats }).Format, Is.EqualTo(expected));

    [Test]
    public void Read_StandardMetaSchemas_AreKnownAndAcceptThemselves([Values(
        "http://json-schema.org/draft-04/schema", "http://json-schema.org/draft-06/schema", "http://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft/2019-09/schema", "https://json-schema.org/draft/2020-12/schema")] string uri)
    {
        SchemaNode node = SchemaReader.Read($$"""{"$ref":"{{uri}}"}""");
        Assert.That(SchemaValidator.Validate(node, StandardSchemas.Find(uri)!).Errors, Is.Empty);
        Assert.That(Fits(node, """{"type":"any"}"""), Is.False);
    }

    [Test]
    public void Read_TooDeep_IsRefused()
    {
        string schema = string.Concat(Enumerable.Repeat("""{"not":""", 10_000)) + "{}" + new string('}', 10_000);
        Assert.Throws<GrammarRefusal>(() => SchemaReader.Read(schema));
    }

    [Test]
    public void Read_LongChainOfReferences_NeedsNoStack()
    {
        IEnumerable<string> links = Enumerable.Range(0, 50_000).Select(i => $$"""  "d{{i}}":{"$ref":"#/$defs/d{{(i + 1) % 50_000}}"}  """);
        SchemaNode node = SchemaReader.Read($$$"""{"$ref":"#/$defs/d0","$defs":{{{{string.Join(',', links)}}}}}""");
        Assert.Throws<GrammarRefusal>(() => SchemaValidator.Validate(node, JsonLiteral.Null));
    }

    [Test]
    public void Validate_ExponentialSchema_IsRefused()
    {
        IEnumerable<string> doublings = Enumerable.Range(0, 60).Select(i =>
            $$"""  "d{{i}}":{"allOf":[{"$ref":"#/$defs/d{{i + 1}}"},{"$ref":"#/$defs/d{{i + 1}}"}]}  """);
        SchemaNode node = SchemaReader.Read($$$"""{"$ref":"#/$defs/d0","$defs":{"d60":{},{{{string.Join(',', doublings)}}}}}""");
        Assert.Throws<GrammarRefusal>(() => SchemaValidator.Validate(node, JsonLiteral.Null, new ValidationOptions { MaximumSteps = 10_000 }));
    }

    [Test]
    public void Validate_Errors_NamePlacesInValueAndSchema()
    {
        SchemaNode node = SchemaReader.Read("""{"properties":{"a/b":{"items":{"minimum":3}}},"required":["c"]}""");
        ValidationResult result = SchemaValidator.Validate(node, JsonLiteralReader.Read("""{"a/b":[3,2]}"""));
        Assert.That(
            result.Errors.Select(e => (e.InstancePath, e.SchemaPointer)),
            Is.EquivalentTo(new[] { ("", "/required"), ("/a~1b/1", "/properties/a~1b/items/minimum") }));
    }

    private static bool Fits(SchemaNode schema, string value) => SchemaValidator.Validate(schema, JsonLiteralReader.Read(value)).IsValid;
}
