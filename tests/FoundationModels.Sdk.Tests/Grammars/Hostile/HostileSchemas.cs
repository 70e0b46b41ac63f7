namespace FoundationModels.Sdk.Tests.Grammars.Hostile;

/// <summary>Schemas that are made to cost time or memory.</summary>
internal static class HostileSchemas
{
    /// <summary>Gets the schemas, by what is hostile about them.</summary>
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>
    {
        ["properties nested 10,000 deep"] = () => Nested(10_000, "{\"properties\":{\"a\":", "}}"),
        ["properties nested 250 deep"] = () => Nested(250, "{\"required\":[\"a\"],\"properties\":{\"a\":", "}}"),
        ["items nested 500 deep"] = () => Nested(500, "{\"type\":\"array\",\"minItems\":1,\"items\":", "}"),
        ["allOf nested 250 deep"] = () => Nested(250, "{\"allOf\":[", "]}"),
        ["not nested 501 deep"] = () => Nested(501, "{\"not\":", "}"),
        ["anyOf nested 200 deep and wide"] = () => Nested(200, "{\"anyOf\":[{\"type\":\"string\"},", "]}"),
        ["a chain of 10,000 definitions by properties"] = () => Chain(10_000, i => $$"""{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/$defs/d{{i + 1}}"} } }"""),
        ["a chain of 10,000 definitions for one value"] = () => Chain(10_000, i => $$"""{"$ref":"#/$defs/d{{i + 1}}"}"""),
        ["a doubling chain of definitions"] = () => Chain(60, i => $$"""{"allOf":[{"$ref":"#/$defs/d{{i + 1}}"},{"$ref":"#/$defs/d{{i + 1}}"}],"unevaluatedProperties":false}"""),
        ["an enum of 100,000 strings"] = () => $$"""{"enum":[{{Many(100_000, i => $"\"value {i}\"")}}]}""",
        ["an enum of 100,000 numbers"] = () => $$"""{"enum":[{{Many(100_000, i => $"{(i * 7919L) - 5}")}}]}""",
        ["an enum of 100,000 objects"] = () => $$"""{"enum":[{{Many(100_000, i => $$"""{"a":{{i}} }""")}}]}""",
        ["an enum of 100,000 arrays"] = () => $$"""{"enum":[{{Many(100_000, i => $"[{i},{i + 1}]")}}]}""",
        ["not an enum of 100,000 strings"] = () => $$"""{"type":"string","not":{"enum":[{{Many(100_000, i => $"\"v{i}\"")}}] } }""",
        ["an anyOf of 10,000 constants"] = () => $$"""{"anyOf":[{{Many(10_000, i => $$"""{"const":"v{{i}}"}""")}}]}""",
        ["10,000 optional properties"] = () => $$"""{"type":"object","properties":{ {{Many(10_000, i => $$"""  "p{{i}}":{"type":"integer"}""")}} },"additionalProperties":false}""",
        ["10,000 required properties"] = () => $$"""{"type":"object","required":[{{Many(10_000, i => $"\"p{i}\"")}}]}""",
        ["10,000 declared and required properties"] = () =>
            $$"""{"type":"object","properties":{ {{Many(10_000, i => $$"""  "p{{i}}":{"type":"integer"}""")}} },"required":[{{Many(10_000, i => $"\"p{i}\"")}}]}""",
        ["a pattern with exponentially many states"] = () => """{"type":"string","pattern":"^(a|b)*a(a|b){30}$"}""",
        ["a pattern that backtracks for ever"] = () => """{"type":"string","pattern":"^(x+x+)+y$"}""",
        ["a pattern with many look-aheads"] = () => $$"""{"type":"string","pattern":"^{{string.Concat("abcdefghijklmnop".Select(c => $"(?=.*{c})"))}}"}""",
        ["a pattern with nested counts"] = () => """{"type":"string","pattern":"^((a{1,100}){1,100}){1,100}$"}""",
        ["a pattern with a huge count"] = () => """{"type":"string","pattern":"^a{1000000}$"}""",
        ["30 patterns for one string"] = () => $$"""{"type":"string","allOf":[{{Many(30, i => $$"""{"pattern":"x.{ {{i}} }y.*z{{i}}"}""".Replace(" ", "", StringComparison.Ordinal))}}]}""",
        ["a schema that is itself"] = () => """{"$ref":"#"}""",
        ["a circle of references"] = () => """{"$ref":"#/$defs/a","$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"}]},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}""",
        ["a circle that evaluates"] = () => """{"allOf":[{"$ref":"#"}],"unevaluatedProperties":false}""",
        ["a value that must hold itself"] = () => """{"type":"object","required":["a"],"properties":{"a":{"$ref":"#"}}}""",
        ["a tree without a leaf"] = () => """{"type":"array","minItems":2,"items":{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}}""",
        ["nothing"] = () => """{"not":{}}""",
        ["false"] = () => "false",
        ["64 oneOf at once"] = () =>
            $$"""{"type":"object","allOf":[{{Many(64, i => $$"""{"oneOf":[{"required":["a{{i}}"]},{"required":["b{{i}}"]},{"properties":{"c{{i}}":{"type":"string"} } }]}""")}}]}""",
        ["a oneOf of 200 overlapping objects"] = () =>
            $$"""{"oneOf":[{{Many(200, i => $$"""{"type":"object","required":["v{{i}}"],"properties":{"kind":{"type":"string","minLength":{{i % 10}} },"v{{i}}":{"type":"integer"} } }""")}}]}""",
        ["2^20 combinations of anyOf"] = () => $$"""{"type":"object","allOf":[{{Many(20, i => $$"""{"anyOf":[{"required":["a{{i}}"]},{"required":["b{{i}}"]}]}""")}}]}""",
        ["2^20 combinations of anyOf about one property"] = () =>
            $$"""{"allOf":[{{Many(20, i => $$"""{"anyOf":[{"properties":{"a":{"multipleOf":{{i + 2}}} } },{"properties":{"a":{"minimum":{{i}}} } }]}""")}}],"required":["a"]}""",
        ["60 patternProperties"] = () => $$"""{"type":"object","patternProperties":{ {{Many(60, i => $$"""  "x{{i}}.*y{{i}}":{"minimum":{{i}}}""")}} } }""",
        ["100 patternProperties"] = () => $$"""{"type":"object","patternProperties":{ {{Many(100, i => $$"""  "^p{{i}}":{"minimum":{{i}}}""")}} } }""",
        ["unevaluatedProperties over 12 branches"] = () =>
            $$"""{"type":"object","anyOf":[{{Many(12, i => $$"""{"properties":{"a{{i}}":{"type":"integer"} } }""")}}],"unevaluatedProperties":false}""",
        ["unevaluatedProperties over 9 branches"] = () =>
            $$"""{"type":"object","anyOf":[{{Many(9, i => $$"""{"properties":{"a{{i}}":{"type":"integer"} },"required":["a{{i}}"]}""")}}],"unevaluatedProperties":false}""",
        ["1,000 different items"] = () => """{"type":"array","uniqueItems":true,"minItems":1000}""",
        ["1,000 different integers of 1,000"] = () => """{"type":"array","uniqueItems":true,"minItems":1000,"items":{"type":"integer","minimum":1,"maximum":1000}}""",
        ["more different items than there are"] = () => """{"type":"array","uniqueItems":true,"minItems":300,"items":{"type":"integer","minimum":1,"maximum":200}}""",
        ["a tiny multipleOf within bounds"] = () => """{"type":"number","multipleOf":0.000001,"minimum":0.0000015,"maximum":123456.7890123}""",
        ["a huge multipleOf"] = () => """{"type":"number","multipleOf":123456789012345678901}""",
        ["several multipleOf"] = () => $$"""{"type":"integer","allOf":[{{Many(12, i => $$"""{"multipleOf":{{(i * 2) + 101}}}""")}}]}""",
        ["a number with a huge exponent"] = () => """{"minimum":1e100000000}""",
        ["a maxLength of 10^9"] = () => """{"type":"string","maxLength":1000000000}""",
        ["a maxLength of 10^9 with a pattern"] = () => """{"type":"string","maxLength":1000000000,"pattern":"^a+b*$"}""",
        ["a minLength of 10^9"] = () => """{"type":"string","minLength":1000000000}""",
        ["a minLength of 50,000 with a pattern"] = () => """{"type":"string","minLength":50000,"pattern":"^[a-z]+$"}""",
        ["20 contains"] = () => $$"""{"type":"array","allOf":[{{Many(20, i => $$"""{"contains":{"type":"object","required":["a{{i}}"]} }""")}}],"maxItems":10}""",
        ["20 contains with counts"] = () => $$"""{"type":"array","allOf":[{{Many(20, i => $$"""{"contains":{"multipleOf":{{i + 2}} },"minContains":{{i}},"maxContains":{{i + 50}} }""")}}]}""",
        ["a minItems of 10^9"] = () => """{"type":"array","minItems":1000000000}""",
        ["a minProperties of 10^9"] = () => """{"type":"object","minProperties":1000000000}""",
        ["a minContains of 10^9"] = () => """{"type":"array","contains":{"const":1},"minContains":1000000000}""",
        ["a minProperties of 1,000"] = () => """{"type":"object","minProperties":1000,"propertyNames":{"pattern":"^[ab]{1,12}$"}}""",
        ["dependentRequired in a chain of 1,000"] = () => $$"""{"type":"object","required":["p0"],"dependentRequired":{ {{Many(1_000, i => $"\"p{i}\":[\"p{i + 1}\"]")}} } }""",
        ["30 dependentSchemas"] = () => $$"""{"type":"object","dependentSchemas":{ {{Many(30, i => $$"""  "p{{i}}":{"properties":{"p{{(i + 1) % 30}}":{"minimum":{{i}}} } }""")}} } }""",
        ["30 conditions"] = () => $$"""{"allOf":[{{Many(30, i => $$"""{"if":{"properties":{"k":{"const":{{i}}} } },"then":{"required":["a{{i}}"]},"else":{"maxProperties":{{i + 5}}} }""")}}]}""",
        ["a oneOf of 1,000 constants of one property"] = () => $$"""{"oneOf":[{{Many(1_000, i => $$"""{"properties":{"k":{"const":"k{{i}}"} },"required":["k"]}""")}}]}""",
        ["20 prefixItems with alternatives and a sum of contains"] = () =>
            $$"""{"prefixItems":[{{Many(20, i => """{"anyOf":[{"type":"string"},{"type":"integer"}]}""")}}],"contains":{"type":"string"},"minContains":10,"maxContains":10,"minItems":20}""",
    };

    private static string Nested(int depth, string open, string close) =>
        string.Concat(Enumerable.Repeat(open, depth)) + "{\"type\":\"integer\"}" + string.Concat(Enumerable.Repeat(close, depth));

    private static string Chain(int length, Func<int, string> link) =>
        $$"""{"$ref":"#/$defs/d0","$defs":{ {{Many(length, i => $"\"d{i}\":{link(i)}")}},"d{{length}}":{"type":"object"} } }""";

    private static string Many(int count, Func<int, string> part) => string.Join(",", Enumerable.Range(0, count).Select(part));
}
