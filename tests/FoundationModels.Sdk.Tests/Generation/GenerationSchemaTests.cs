namespace FoundationModels.Sdk.Tests.Generation;

[TestFixture]
internal sealed class GenerationSchemaTests
{
    [Test]
    public void Constructor_Properties_WritesTheDialectOfApplesFramework()
    {
        GenerationSchema schema = GenerationSchema.ForObject(
            "Ticket",
            [
                DynamicGenerationSchema.Property.ForType<string>("title", "One line"),
                DynamicGenerationSchema.Property.ForType("priority", guides: [GenerationGuide.Range(1, 3)]),
                DynamicGenerationSchema.Property.ForType<List<string>>(
                    "tags", guides: [GenerationGuide.Count<List<string>>(1, 3), GenerationGuide.Element<List<string>, string>(GenerationGuide.Pattern("^[a-z]+$"))]),
                new("parent", DynamicGenerationSchema.Reference("Ticket"), isOptional: true),
            ],
            "A support ticket");

        Assert.That(schema.Name, Is.EqualTo("Ticket"));
        Assert.That(schema.ToJsonSchema(), Is.EqualTo(
            """{"title":"Ticket","description":"A support ticket","type":"object","properties":{"title":{"type":"string","description":"One line"}""" +
            ""","priority":{"type":"integer","minimum":1,"maximum":3},"tags":{"type":"array","items":{"type":"string","pattern":"^[a-z]+$"},"minItems":1,"maxItems":3}""" +
            ""","parent":{"$ref":"#"}},"required":["title","priority","tags"],"additionalProperties":false,"x-order":["title","priority","tags","parent"]}"""));
    }

    [Test]
    public void Constructor_RepresentNullExplicitly_RequiresOptionalPropertiesWithNull()
    {
        GenerationSchema schema = GenerationSchema.ForObject("Box", [DynamicGenerationSchema.Property.ForType<bool>("full", isOptional: true)], representNullExplicitly: true);

        Assert.That(schema.ToJsonSchema(), Does.Contain("""{"full":{"anyOf":[{"type":"boolean"},{"type":"null"}]}},"required":["full"]"""));
    }

    [Test]
    public void Constructor_NestedSchemasWithNames_BecomeDefinitions()
    {
        DynamicGenerationSchema colour = DynamicGenerationSchema.ForAnyOf("Colour", ["red", "blue"]);
        DynamicGenerationSchema house = DynamicGenerationSchema.ForObject("House", [new("wall", colour), new("roof", colour), new("garden", DynamicGenerationSchema.Reference("Garden"))]);
        DynamicGenerationSchema garden = DynamicGenerationSchema.ForObject("Garden", [new("trees", DynamicGenerationSchema.ForArray(DynamicGenerationSchema.Null, 1))]);

        string json = new GenerationSchema(house, garden).ToJsonSchema();

        Assert.That(json, Does.Contain("""{"wall":{"$ref":"#/$defs/Colour"},"roof":{"$ref":"#/$defs/Colour"},"garden":{"$ref":"#/$defs/Garden"}}"""));
        Assert.That(json, Does.Contain(""","Colour":{"title":"Colour","type":"string","enum":["red","blue"]}"""));
        Assert.That(json, Does.Contain("""{"trees":{"type":"array","items":{"type":"null"},"minItems":1}}"""));
    }

    [Test]
    public void Constructor_AUnionOfSchemas_KeepsTheirReferencesRight()
    {
        GenerationSchema tree = GenerationSchema.FromJsonSchema(
            """{"title":"Tree","type":"object","properties":{"left":{"$ref":"#"},"leaf":{"$ref":"#/$defs/Leaf"},"value":{"const":{"$ref":"#"}}},"$defs":{"Leaf":{"items":{"$ref":"#/properties/value"}}}}""");

        GenerationSchema union = GenerationSchema.ForAnyOf("Any", [tree, GenerableTypes.SchemaOf<bool>()]);

        Assert.That(union.ToJsonSchema(), Is.EqualTo(
            """{"title":"Any","anyOf":[{"$ref":"#/$defs/Tree"},{"type":"boolean"}],"$defs":{"Leaf":{"items":{"$ref":"#/$defs/Tree/properties/value"}}""" +
            ""","Tree":{"title":"Tree","type":"object","properties":{"left":{"$ref":"#/$defs/Tree"},"leaf":{"$ref":"#/$defs/Leaf"},"value":{"const":{"$ref":"#"}}}}}}"""));
    }

    [Test]
    public void Constructor_WrongParts_SaysWhatIsWrong()
    {
        DynamicGenerationSchema.Property name = DynamicGenerationSchema.Property.ForType<string>("name");
        DynamicGenerationSchema one = DynamicGenerationSchema.ForObject("Same", [name]);
        DynamicGenerationSchema other = DynamicGenerationSchema.ForObject("Same", []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => GenerationSchema.ForObject("T", [name, name]), Fault(GenerationSchemaError.DuplicateProperty, "name"));
            Assert.That(() => GenerationSchema.ForAnyOf("T", Array.Empty<string>()), Fault(GenerationSchemaError.EmptyTypeChoices));
            Assert.That(() => GenerationSchema.ForObject("T", [new("a", DynamicGenerationSchema.Reference("X"))]), Fault(GenerationSchemaError.UndefinedReferences, "X"));
            Assert.That(() => GenerationSchema.ForObject("T", [new("a", one), new("b", other)]), Fault(GenerationSchemaError.DuplicateType, "Same"));
            Assert.That(() => new GenerationSchema(one, other), Fault(GenerationSchemaError.DuplicateType, "Same"));
            Assert.That(() => GenerationSchema.ForObject("T", [new("a", one), new("b", one)]), Throws.Nothing);
            Assert.That(() => GenerationSchema.FromJsonSchema("[]"), Fault(GenerationSchemaError.NotASchema));
            Assert.That(() => GenerationSchema.FromJsonSchema("{"), Fault(GenerationSchemaError.NotASchema));
        }
    }

    [Test]
    public void Guide_OfAnotherType_IsRefused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Of(GenerationGuide.Count<string>(1)), Fault(GenerationSchemaError.UnsupportedGuide, "Count"));
            Assert.That(() => Of(GenerationGuide.MinimumCount<int>(1)), Fault(GenerationSchemaError.UnsupportedGuide, "MinimumCount"));
            Assert.That(() => Of(GenerationGuide.Minimum(1), GenerationGuide.Minimum(2)), Fault(GenerationSchemaError.UnsupportedGuide, "Minimum"));
            Assert.That(() => GenerationGuide.Range(2, 1), Throws.ArgumentException);
            Assert.That(() => GenerationGuide.Minimum(double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => GenerationGuide.AnyOf(), Throws.ArgumentException);
        }
    }

    [Test]
    public void Guide_OfItsType_AddsItsKeywords()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(GenerationGuide.Constant("a")), Is.EqualTo("""{"type":"string","const":"a"}"""));
            Assert.That(Of(GenerationGuide.AnyOf("a", "b")), Is.EqualTo("""{"type":"string","enum":["a","b"]}"""));
            Assert.That(Of(GenerationGuide.Pattern("a+")), Is.EqualTo("""{"type":"string","pattern":"a+"}"""));
            Assert.That(Of(GenerationGuide.Minimum(0.5), GenerationGuide.Maximum(1e300)), Is.EqualTo("""{"type":"number","minimum":0.5,"maximum":1E+300}"""));
            Assert.That(Of(GenerationGuide.Maximum(1.10m)), Does.Contain("\"maximum\":1.10"));
            Assert.That(Of(GenerationGuide.Count<int[]>(2), GenerationGuide.Element<int[], int>(GenerationGuide.Range(0, 9))), Is.EqualTo(
                """{"type":"array","items":{"type":"integer","minimum":0,"maximum":9},"minItems":2,"maxItems":2}"""));
        }
    }

    [Test]
    public void ForObject_NestedTooDeeply_IsRefused()
    {
        static DynamicGenerationSchema Nested(int depth)
        {
            DynamicGenerationSchema schema = DynamicGenerationSchema.Null;
            for (int i = 0; i < depth; i++)
                schema = DynamicGenerationSchema.ForArray(schema);
            return schema;
        }

        Assert.That(() => new GenerationSchema(Nested(250)), Throws.Nothing);
        Assert.That(() => Nested(251), Throws.ArgumentException);
    }

    [Test]
    public void Equals_TheSameSchema_IsTrue()
    {
        GenerationSchema first = GenerationSchema.FromJsonSchema("""{"title":"A"}""");

        Assert.That(first, Is.EqualTo(GenerationSchema.FromGenerated("A", System.Text.Encoding.UTF8.GetBytes(FoundationModels.Generation.SchemaData.Write("""{"title":"A"}""", [1])))));
        Assert.That(first, Is.Not.EqualTo(GenerationSchema.FromJsonSchema("""{"title":"A"}""", "B")));
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1859", Justification = "The constraint's exact type says nothing here.")]
    private static NUnit.Framework.Constraints.Constraint Fault(GenerationSchemaError error, params string[] subject) =>
        Throws.TypeOf<GenerationSchemaException>().With.Property("Error").EqualTo(error).And.Property("Subject").EqualTo(subject);

    private static string Of<T>(params GenerationGuide<T>[] guides) => new GenerationSchema(DynamicGenerationSchema.ForType(guides)).ToJsonSchema();
}
