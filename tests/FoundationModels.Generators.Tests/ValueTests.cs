namespace FoundationModels.Generators.Tests;

/// <summary>The types that properties can have: what they look like in a schema, and that values come back from their content.</summary>
[TestFixture]
internal sealed class ValueTests
{
    [TestCase("bool", "true", """{"type":"boolean"}""")]
    [TestCase("string", "\"x\"", """{"type":"string"}""")]
    [TestCase("sbyte", "-128", """{"type":"integer","minimum":-128,"maximum":127}""")]
    [TestCase("byte", "255", """{"type":"integer","minimum":0,"maximum":255}""")]
    [TestCase("short", "-5", """{"type":"integer","minimum":-32768,"maximum":32767}""")]
    [TestCase("ushort", "5", """{"type":"integer","minimum":0,"maximum":65535}""")]
    [TestCase("int", "2147483647", """{"type":"integer","minimum":-2147483648,"maximum":2147483647}""")]
    [TestCase("uint", "5", """{"type":"integer","minimum":0,"maximum":4294967295}""")]
    [TestCase("long", "-9223372036854775808", """{"type":"integer","minimum":-9223372036854775808,"maximum":9223372036854775807}""")]
    [TestCase("ulong", "18446744073709551615", """{"type":"integer","minimum":0,"maximum":18446744073709551615}""")]
    [TestCase("float", "1.5", """{"type":"number"}""")]
    [TestCase("double", "0.1", """{"type":"number"}""")]
    [TestCase("decimal", "0.1", """{"type":"number","minimum":-79228162514264337593543950335,"maximum":79228162514264337593543950335}""")]
    [TestCase("Guid", "\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"", """{"type":"string","format":"uuid"}""")]
    [TestCase("Uri", "\"https://example.org/a\"", """{"type":"string","format":"uri"}""")]
    [TestCase("GeneratedContent", """{"a":[1,null]}""", "true")]
    [TestCase("List<T>", "[]", """{"type":"array","items":{"$ref":"#"}}""")]
    [TestCase("List<string>", """["a"]""", """{"type":"array","items":{"type":"string"}}""")]
    [TestCase("IList<bool>", "[true]", """{"type":"array","items":{"type":"boolean"}}""")]
    [TestCase("ICollection<bool>", "[true]", """{"type":"array","items":{"type":"boolean"}}""")]
    [TestCase("IReadOnlyCollection<bool>", "[true]", """{"type":"array","items":{"type":"boolean"}}""")]
    [TestCase("IReadOnlyList<bool>", "[true]", """{"type":"array","items":{"type":"boolean"}}""")]
    [TestCase("IEnumerable<bool>", "[true]", """{"type":"array","items":{"type":"boolean"}}""")]
    [TestCase("bool[]", "[true,false]", """{"type":"array","items":{"type":"boolean"}}""")]
    [TestCase("bool[][]", "[[true],[]]", """{"type":"array","items":{"type":"array","items":{"type":"boolean"}}}""")]
    [TestCase("ImmutableArray<bool>", "[true,false]", """{"type":"array","items":{"type":"boolean"}}""")]
    [TestCase("HashSet<bool>", "[true]", """{"type":"array","items":{"type":"boolean"},"uniqueItems":true}""")]
    [TestCase("IReadOnlySet<bool>", "[true]", """{"type":"array","items":{"type":"boolean"},"uniqueItems":true}""")]
    [TestCase("List<bool?>", "[true,null]", """{"type":"array","items":{"anyOf":[{"type":"boolean"},{"type":"null"}]}}""")]
    [TestCase("List<string?>", """["a",null]""", """{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"null"}]}}""")]
    [TestCase("Dictionary<string, bool>", """{"x":true}""", """{"type":"object","additionalProperties":{"type":"boolean"}}""")]
    [TestCase("IReadOnlyDictionary<string, List<bool?>>", """{"x":[true,null]}""", """{"type":"object","additionalProperties":{"type":"array","items":{"anyOf":[{"type":"boolean"},{"type":"null"}]}}}""")]
    [TestCase("ImmutableDictionary<string, bool>", """{"x":true}""", """{"type":"object","additionalProperties":{"type":"boolean"}}""")]
    public void AType_HasASchema_AndComesBack(string type, string value, string schema)
    {
        (string json, string document) = Run($"public partial record T({type} Value);", $$"""{"value":{{value}}}""");

        Assert.That(json, Is.EqualTo($$"""{"value":{{value}}}"""));
        Assert.That(Property(document), Is.EqualTo(schema));
    }

    [TestCase("char", "\"ä\"")]
    [TestCase("DateTimeOffset", "\"2026-11-25T22:18:23+01:00\"")]
    [TestCase("DateTime", "\"2026-11-25T22:18:23Z\"")]
    [TestCase("DateOnly", "\"2026-11-25\"")]
    [TestCase("TimeOnly", "\"22:18:23\"")]
    [TestCase("TimeSpan", "\"1.02:03:04\"")]
    public void ATypeWithAFormat_ComesBack(string type, string value) =>
        Assert.That(Run($"public partial record T({type} Value);", $$"""{"value":{{value}}}""").Json, Is.EqualTo($$"""{"value":{{value}}}"""));

    [TestCase("[Guide(Constant = \"v1\")] string", """{"type":"string","const":"v1"}""")]
    [TestCase("[Guide(AnyOf = [\"a\", \"b\"])] string", """{"type":"string","enum":["a","b"]}""")]
    [TestCase("[Guide(Pattern = \"^a\")] string", """{"type":"string","pattern":"^a"}""")]
    [TestCase("[Guide(Minimum = 1)] int", """{"type":"integer","minimum":1,"maximum":2147483647}""")]
    [TestCase("[Guide(Minimum = 0.5, Maximum = 1)] double", """{"type":"number","minimum":0.5,"maximum":1}""")]
    [TestCase("[Guide(Minimum = \"0.1\", Maximum = \"0.2\")] decimal", """{"type":"number","minimum":0.1,"maximum":0.2}""")]
    [TestCase("[Guide(Count = 2)] bool[]", """{"type":"array","items":{"type":"boolean"},"minItems":2,"maxItems":2}""")]
    [TestCase("[Guide(MinimumCount = 1, MaximumCount = 2)] bool[]", """{"type":"array","items":{"type":"boolean"},"minItems":1,"maxItems":2}""")]
    [TestCase("[Guide(MaximumCount = 2)] Dictionary<string, bool>", """{"type":"object","additionalProperties":{"type":"boolean"},"maxProperties":2}""")]
    [TestCase("[Guide(Count = 1), ElementGuide(Pattern = \"^a\")] List<string>", """{"type":"array","items":{"type":"string","pattern":"^a"},"minItems":1,"maxItems":1}""")]
    [TestCase("[Guide(\"How \\\"many\\\"\\u2028\")] bool", """{"description":"How \"many\"\u2028","type":"boolean"}""")]
    public void AGuide_IsInTheSchema(string parameter, string schema)
    {
        string document = AppCompilation.Of($$"""
            [Generable]
            public partial record T({{parameter}} Value);

            public static class Check
            {
                public static string Run() => T.GenerationSchema.ToJsonSchema();
            }
            """).Run();

        Assert.That(Property(document), Is.EqualTo(schema));
    }

    [Test]
    public void ANullableProperty_MayBeLeftOut()
    {
        (string json, string document) = Run("public partial record T(string A, string? B, int? C, T? D, List<int>? E);", """{"a":"x"}""");

        Assert.That(json, Is.EqualTo("""{"a":"x"}"""));
        Assert.That(document, Does.Contain("\"required\":[\"a\"]").And.Not.Contain("null"));
    }

    [Test]
    public void ANullableProperty_OfATypeThatRepresentsNull_IsThere()
    {
        string result = AppCompilation.Of("""
            [Generable(RepresentNullExplicitly = true)]
            public partial record T(string A, bool? B);

            public static class Check
            {
                public static string Run() => T.FromGeneratedContent(GeneratedContent.Parse("{\"a\":\"x\",\"b\":null}")).ToGeneratedContent().ToJson() + T.GenerationSchema.ToJsonSchema();
            }
            """).Run();

        Assert.That(result, Does.StartWith("""{"a":"x","b":null}""").And.Contain("\"required\":[\"a\",\"b\"]").And.Contain("""
            "b":{"anyOf":[{"type":"boolean"},{"type":"null"}]}
            """.Trim()));
    }

    private static string Property(string document)
    {
        using System.Text.Json.JsonDocument parsed = System.Text.Json.JsonDocument.Parse(document);
        return parsed.RootElement.GetProperty("properties").GetProperty("value").GetRawText();
    }

    private static (string Json, string Schema) Run(string declaration, string json)
    {
        string[] parts = AppCompilation.Of($$""""
            [Generable]
            {{declaration}}

            public static class Check
            {
                public static string Run() => T.FromGeneratedContent(GeneratedContent.Parse("""{{json}}""")).ToGeneratedContent().ToJson() + "\n" + T.GenerationSchema.ToJsonSchema();
            }
            """").Run().Split('\n');
        return (parts[0], parts[1]);
    }
}
