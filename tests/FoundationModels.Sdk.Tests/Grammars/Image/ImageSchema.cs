using FoundationModels.Grammars;
using FoundationModels.Grammars.JsonSchema;
using FoundationModels.Grammars.Machine;

namespace FoundationModels.Sdk.Tests.Grammars.Image;

/// <summary>A schema as a machine, directly and by way of its image.</summary>
internal sealed class ImageSchema(string schema)
{
    /// <summary>The grammar of this much is always small: property order and spelling are free, so that instances need not be in the order of their schema.</summary>
    public static GrammarOptions Free { get; } = new() { PropertyOrder = PropertyOrder.Any, Spelling = GrammarSpelling.Any, Whitespace = WhitespacePolicy.Compact };

    /// <summary>The schemas that these tests are about, each with instances that fit and some that don't.</summary>
    public static IEnumerable<TestCaseData<string, string[]>> Examples =>
    [
        Example("ticket", """
            {"type":"object","properties":{"title":{"type":"string","minLength":3,"maxLength":20},"priority":{"enum":["low","high",null,3,["a",{"b":1.50}]]},
            "tags":{"type":"array","items":{"type":"string","pattern":"^[a-z]{2,5}$"},"minItems":1,"maxItems":3,"uniqueItems":true}},"required":["title","tags"],"additionalProperties":false}
            """,
            """{"title":"Lost","priority":"low","tags":["ab","cd"]}""", """{"title":"Lost","priority":["a",{"b":1.5}],"tags":["ab","ab"]}""", """{"tags":["ab"],"title":"Lo"}"""),
        Example("recursive", """
            {"$ref":"#/$defs/node","$defs":{"node":{"type":"object","properties":{"value":{"type":"integer","minimum":-5,"exclusiveMaximum":1000},"next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}},"required":["value"]}}}
            """,
            """{"value":12,"next":{"value":-5,"next":null}}""", """{"value":1000}""", """{"value":1.0,"next":{"value":1,"other":true}}"""),
        Example("alternatives", """
            {"oneOf":[{"properties":{"kind":{"const":"circle"},"radius":{"type":"number","exclusiveMinimum":0}},"required":["kind","radius"]},
            {"properties":{"kind":{"const":"square"},"side":{"multipleOf":0.25}},"required":["kind","side"]}],"type":"object","not":{"required":["forbidden"]}}
            """,
            """{"kind":"circle","radius":2.5}""", """{"kind":"square","side":0.75,"forbidden":1}""", """{"side":0.3,"kind":"square"}"""),
        Example("names", """
            {"type":"object","patternProperties":{"^x-":{"type":"boolean"},"ä$":{"type":"integer"}},"propertyNames":{"maxLength":5,"pattern":"^[^0-9]"},"minProperties":1,"maxProperties":3,
            "dependentRequired":{"x-a":["x-b"]},"additionalProperties":{"type":"array","contains":{"const":1},"minContains":1,"maxContains":2,"items":{"type":"integer"}}}
            """,
            """{"x-a":true,"x-b":false}""", """{"x-a":true}""", """{"list":[1,2,1]}""", """{"list":[1,1,1]}""", """{"ä":7}""", """{"1":[1]}"""),
        Example("conditional", """
            {"type":"object","properties":{"a":{"type":"string","format":"date"}},"if":{"properties":{"a":{"const":"2024-01-01"}},"required":["a"]},"then":{"required":["b"]},"else":{"properties":{"c":true}},
            "unevaluatedProperties":false,"allOf":[{"properties":{"b":{"type":["null","boolean"]}}}]}
            """,
            """{"a":"2024-01-01","b":null}""", """{"a":"2024-01-01"}""", """{"a":"2024-01-02","c":[{}]}""", """{"d":1}"""),
        Example("values", """
            {"type":"array","prefixItems":[{"const":{"a":[1,"x",null],"b":{}}},{"enum":["ö\u0000","ok",1e3]}],"items":{"not":{"const":[1,[2]]}},"uniqueItems":true,"unevaluatedItems":false,"maxItems":4}
            """,
            """[{"a":[1,"x",null],"b":{}},"ok"]""", """[{"b":{},"a":[1.0,"x",null]},1000,[1,[3]],[1]]""", """[{"a":[1,"x",null],"b":{}},"ok",[1,[2]]]"""),
        Example("everything", "true", """{"a":[1,2.5e3,"x",null,true]}""", "1e"),
    ];

    /// <summary>The image of the schema.</summary>
    public byte[] Image()
    {
        SchemaNode node = SchemaReader.Read(schema);
        SchemaTables tables = new();
        return GrammarImage.Write(tables, tables.Leaf(node, DynamicScope.Of(node.Resource)));
    }

    /// <summary>The machine made from the schema, or null where the schema is refused.</summary>
    public JsonMachine? Machine(GrammarOptions options) => Made(() => JsonMachines.Make(schema, options, null, CancellationToken.None));

    /// <summary>The machine made from an image, or null where nothing fits it.</summary>
    public static JsonMachine? Machine(byte[] image, GrammarOptions options) => Made(() => JsonMachines.Make(image, options));

    private static JsonMachine? Made(Func<JsonMachine?> make)
    {
        try
        {
            return make();
        }
        catch (GrammarRefusal)
        {
            return null;
        }
    }

    private static TestCaseData<string, string[]> Example(string name, string schema, params string[] instances) => new(schema, instances) { TestName = "{m}: " + name };
}
