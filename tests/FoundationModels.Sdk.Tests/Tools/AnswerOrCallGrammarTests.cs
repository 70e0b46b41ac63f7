using System.Text;
using FoundationModels.Models;
using FoundationModels.Packages;
using FoundationModels.Prompts;
using FoundationModels.Sdk.Tests.Grammars.Properties;

namespace FoundationModels.Sdk.Tests.Tools;

/// <summary>Families whose calls begin like a JSON answer may call or answer: what the text goes on with decides.</summary>
[TestFixture]
internal sealed class AnswerOrCallGrammarTests
{
    private const string Call = """{"name": "get", "parameters": {"id": 7}}""";
    private const string Person = """{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}},"required":["name","age"],"additionalProperties":false}""";
    private const string Anything = """{"type":"object"}""";
    private const string Twin = """{"type":"object","properties":{"name":{"enum":["get","set"]},"parameters":{"type":"object"}},"required":["name","parameters"],"additionalProperties":false}""";

    private static readonly ToolDefinition[] Tools =
    [
        new("get", "", GenerationSchema.FromJsonSchema("""{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"],"additionalProperties":false}""")),
        new("get_all", "", GenerationSchema.FromJsonSchema("""{"type":"object","additionalProperties":false}""")),
    ];

    [TestCase(Person, Call, true)]
    [TestCase(Person, """{"name": "Bob", "age": 3}""", true)]
    [TestCase(Person, """{"name":"Bob","age":3}""", true)]
    [TestCase(Person, """{"name": "get", "age": 3}""", true)]
    [TestCase(Person, """{"name": "get_al", "age": 3}""", true)]
    [TestCase(Person, """{"name": "get", "parameters": {"id": "x"}}""", false)]
    [TestCase(Person, """{"name": "nobody", "parameters": {"id": 7}}""", false)]
    [TestCase(Person, """{"name": "get_all", "parameters": {"id": 7}}""", false)]
    [TestCase(Anything, Call, true)]
    [TestCase(Anything, """{"name": "nobody", "parameters": {"id": "x"}}""", true)]
    [TestCase(Anything, """{"person": {"name": "get", "parameters": {"id": "x"}}}""", true)]
    [TestCase(Twin, """{"name": "set", "parameters": {}}""", true)]
    [TestCase(Twin, """{"name": "get", "parameters": {}}""", false)]
    public void A_text_is_an_answer_or_a_call(string schema, string text, bool fits)
    {
        foreach (ToolCallFormat format in new[] { ToolCallFormats.Llama3, ToolCallFormats.Gemma })
            Assert.That(Takes(Matcher(schema, format), text), Is.EqualTo(fits), format.Name);
    }

    [TestCase("So be it", true)]
    [TestCase("{", true)]
    [TestCase("{\"name\": \"get\", \"par", true)]
    [TestCase(Call, true)]
    [TestCase("{\"name\": \"get\", \"parameters\": {", false)]
    [TestCase("So: " + Call, true)]
    public void An_answer_may_follow_any_grammar(string text, bool fits)
    {
        LanguageModelRequest request = new(Transcript.Empty, new GenerationOptions()) { Tools = Tools, Grammar = Grammar.Text(100) };
        GrammarMatcher matcher = new(new GrammarCompiler().Compile(ToolGrammarKey.Of(request).ToGrammar(ToolCallFormats.Llama3)), SmallVocabulary.Tokens);

        Assert.That(Takes(matcher, text), Is.EqualTo(fits));
    }

    [TestCase(Person, Call)]
    [TestCase(Person, """{"name": "get_a", "age": 3}""")]
    [TestCase(Anything, Call)]
    [TestCase(Twin, """{"name": "set", "parameters": {}}""")]
    [TestCase(Twin, Call)]
    public void Masks_say_what_bytes_say_and_every_state_can_be_completed(string schema, string text)
    {
        GrammarMatcher matcher = Matcher(schema, ToolCallFormats.Llama3);
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            TokenMask mask = matcher.GetNextTokenMask();
            for (int token = 0; token < mask.Size; token++)
                Assert.That(mask[token], Is.EqualTo(matcher.CheckToken(token)), $"token {token} before {(char)value}");
            int steps = matcher.StepCount;
            Assert.That(matcher.GetShortestCompletion(), Has.All.Matches<byte>(matcher.TryAcceptByte));
            Assert.That(matcher.IsAccepting, Is.True);
            matcher.Rollback(matcher.StepCount - steps);
            Assert.That(matcher.TryAcceptByte(value), Is.True);
        }
    }

    [Test]
    public void A_text_that_is_a_call_is_read_as_one_and_any_other_is_an_answer()
    {
        (string said, ToolCallReader reader) = Read(Call);
        Assert.That((said, reader.Calls.Single().ToolName, reader.Calls.Single().ArgumentsJson), Is.EqualTo(("", "get", """{"id": 7}""")));

        foreach (string answer in new[] { """{"name": "Bob", "parameters": {"id": 7}}""", $$"""{"person": {{Call}}}""", """{"name": "get", "age": 3}""", """{"name": "ge""", "" })
        {
            (said, reader) = Read(answer);
            Assert.That(said, Is.EqualTo(answer));
            Assert.That(reader.Calls, Is.Empty, answer);
        }
    }

    [Test]
    public void An_answer_is_told_as_soon_as_it_is_no_call()
    {
        StringBuilder said = new();
        ToolCallReader reader = new(ToolCallFormats.Llama3, text => said.Append(text), Tools);
        reader.Append("{\"name\": \"ge");
        Assert.That(said.ToString(), Is.Empty);

        reader.Append("org");
        Assert.That(said.ToString(), Is.EqualTo("{\"name\": \"georg"));
    }

    private static (string Said, ToolCallReader Reader) Read(string text)
    {
        StringBuilder said = new();
        ToolCallReader reader = new(ToolCallFormats.Llama3, piece => said.Append(piece), Tools);
        foreach (char c in text)
            reader.Append([c]);
        reader.Complete();
        return (said.ToString(), reader);
    }

    private static bool Takes(GrammarMatcher matcher, string text) => Array.TrueForAll(Encoding.UTF8.GetBytes(text), matcher.TryAcceptByte) && matcher.IsAccepting;

    private static GrammarMatcher Matcher(string schema, ToolCallFormat format)
    {
        LanguageModelRequest request = new(Transcript.Empty, new GenerationOptions()) { Tools = Tools, ResponseSchema = GenerationSchema.FromJsonSchema(schema) };
        return new GrammarMatcher(new GrammarCompiler().Compile(ToolGrammarKey.Of(request).ToGrammar(format)), SmallVocabulary.Tokens);
    }
}
