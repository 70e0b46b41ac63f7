using System.Text.Json;

namespace FoundationModels.Cli.Tests.Commands;

[TestFixture]
internal sealed class SchemaCommandTests
{
    private const string Ticket = """
        {
          "title": "Ticket", "description": "A support ticket", "type": "object",
          "properties": {
            "title": {"type": "string", "maxLength": 60, "description": "One line"},
            "priority": {"enum": ["low", "high"]},
            "tags": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3},
            "due": {"type": ["string", "null"], "format": "date"},
            "from": {"$ref": "#/$defs/Person"}
          },
          "required": ["title", "priority", "tags"], "additionalProperties": false,
          "$defs": {"Person": {"type": "object", "properties": {"boss": {"$ref": "#/$defs/Person"}}, "minProperties": 1}}
        }
        """;

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("fm-schema-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Schema_File_ShowsPropertiesTypesLimitsAndTheGrammar()
    {
        FmRun run = await RunAsync(Ticket, null, "--whitespace", "compact");

        const string Expected = """
            Ticket: object, no other properties  // A support ticket
              title: string, at most 60 characters  // One line
              priority: "low" | "high"
              tags: array, 1 to 3 items
                (each item): string
              due?: string or null, format date
              from?: as #/$defs/Person

            #/$defs/Person: object, at least 1 properties
              boss?: as #/$defs/Person

            grammar: properties in declared order, compact white space
              begins with {"title":"
              then comes one of
            """;
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Success), run.Error);
        Assert.That(run.Output, Does.StartWith(Expected.ReplaceLineEndings("\n")));
        Assert.That(run.Output, Does.EndWith("""{"title":"","priority":"low","tags":[""]}""" + "\n"));
    }

    [Test]
    public async Task Schema_AnyOrder_LetsEachPropertyComeFirst()
    {
        FmRun run = await RunAsync(Ticket, null, "--whitespace", "compact", "--order", "any");

        Assert.That(run.Output, Does.Contain("properties in any order").And.Contain("begins with {\"\n"));
    }

    [Test]
    public async Task Schema_Json_IsASchemaOfTheLatestDraft()
    {
        FmRun run = await RunAsync("""{"$schema": "http://json-schema.org/draft-04/schema#", "minimum": 1, "exclusiveMinimum": true}""", null, "--json");

        JsonElement schema = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(schema.GetProperty("$schema").GetString(), Is.EqualTo("https://json-schema.org/draft/2020-12/schema"));
        Assert.That(schema.GetProperty("exclusiveMinimum").GetInt32(), Is.EqualTo(1));
    }

    [TestCase("""{"title":"a","priority":"low","tags":["x"]}""")]
    [TestCase("""{"title": "a", "priority": "low", "tags": ["x"], "due": null}""")]
    public async Task Check_ValidInstance_IsValid(string instance)
    {
        FmRun run = await RunAsync(Ticket, instance + "\n");

        Assert.That(run, Is.EqualTo(new FmRun(ExitCode.Success, "valid\n", "")));
    }

    [Test]
    public async Task Check_OtherOrder_IsValidButNotWhatAModelWrites()
    {
        const string Instance = """{"title":"a","tags":["x"],"priority":"low"}""";

        FmRun declared = await RunAsync(Ticket, Instance);
        FmRun any = await RunAsync(Ticket, Instance, "--order", "any");

        Assert.That(declared, Is.EqualTo(new FmRun(ExitCode.Success, "valid\n  a model would not spell it so: the grammar stops at byte 14\n", "")));
        Assert.That(any.Output, Is.EqualTo("valid\n"));
    }

    [Test]
    public async Task Check_InvalidInstance_SaysWhereAndWhy()
    {
        FmRun run = await RunAsync(Ticket, """{"title":"a","priority":"low","tags":[],"due":"soon","more":1}""");

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Error, Is.Empty);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.That(lines[0], Is.EqualTo("invalid"));
        Assert.That(lines[1..], Has.Length.EqualTo(3));
        Assert.That(lines, Has.Some.Match(@"^  /tags: .+ \(/properties/tags/minItems\)$"));
        Assert.That(lines, Has.Some.Match(@"^  /due: .+ \(/properties/due/format\)$"));
        Assert.That(lines, Has.Some.Match(@"^  /more: .+ \(/additionalProperties\)$"));
    }

    [Test]
    public async Task Check_InvalidInstanceAsJson_HasPointersAndReasons()
    {
        FmRun run = await RunAsync(Ticket, """{"title":"a","priority":"low","tags":[]}""", "--json");

        JsonElement outcome = JsonDocument.Parse(run.Output).RootElement;
        JsonElement error = outcome.GetProperty("errors").EnumerateArray().Single();
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(outcome.GetProperty("valid").GetBoolean(), Is.False);
        Assert.That(error.GetProperty("instance").GetString(), Is.EqualTo("/tags"));
        Assert.That(error.GetProperty("schema").GetString(), Is.EqualTo("/properties/tags/minItems"));
        Assert.That(error.GetProperty("reason").GetString(), Is.Not.Empty);
    }

    [TestCase("{\"title\":")]
    [TestCase("")]
    public async Task Check_SomethingElse_IsInvalid(string instance)
    {
        FmRun run = await RunAsync(Ticket, instance);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Output, Does.StartWith("invalid\n  (root): "));
    }

    [Test]
    public async Task Schema_Refusal_IsPointerAndReason()
    {
        FmRun run = await RunAsync("""{"properties": {"a/b": {"pattern": "(x)\\1"}}}""", null);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Failure));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error, Does.StartWith("fm: /properties/a~1b/pattern: ").And.Contain("back-references"));
    }

    [Test]
    public async Task Schema_DeepAndWide_IsShownWithinBounds()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"items\":", 200)) + "{}" + new string('}', 200);
        string wide = "{\"properties\":{" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"p{i}\":{{}}")) + "}}";

        FmRun deepRun = await RunAsync(deep, null);
        FmRun wideRun = await RunAsync(wide, null);

        Assert.That(deepRun.ExitCode, Is.EqualTo(ExitCode.Success), deepRun.Error);
        Assert.That(wideRun.ExitCode, Is.EqualTo(ExitCode.Success), wideRun.Error);
        Assert.That(wideRun.Output.Count(c => c == '\n'), Is.LessThan(2_100));
    }

    private async Task<FmRun> RunAsync(string schema, string? instance, params string[] more)
    {
        string file = Path.Combine(_folder, "schema.json");
        await File.WriteAllTextAsync(file, schema);
        string[] check = instance is null ? [] : ["--check", "-"];
        return await new FmHost { Input = instance }.RunAsync(["schema", file, .. check, .. more]);
    }
}
