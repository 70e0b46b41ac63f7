using System.Text;
using FoundationModels.Models;
using FoundationModels.Packages;
using FoundationModels.Prompts;
using FoundationModels.Sdk.Tests.Grammars.Properties;

namespace FoundationModels.Sdk.Tests.Tools;

/// <summary>The grammar of calls lets through calls of the tools that there are, with arguments that fit, and nothing else.</summary>
[TestFixture]
internal sealed class ToolCallGrammarTests
{
    private const string Call = "<tool_call>\n{\"name\": \"get\", \"arguments\": {\"id\": 7}}\n</tool_call>";
    private const string LongerCall = "<tool_call>\n{\"name\": \"get_all\", \"arguments\": {}}\n</tool_call>";

    private static readonly ToolDefinition[] Tools =
    [
        new("get", "", GenerationSchema.FromJsonSchema("""{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"],"additionalProperties":false}""")),
        new("get_all", "", GenerationSchema.FromJsonSchema("""{"type":"object","additionalProperties":false}""")),
        new("find", "", GenerationSchema.FromJsonSchema("""{"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false}""")),
    ];

    [TestCase(Call, true)]
    [TestCase(LongerCall, true)]
    [TestCase(Call + "\n" + LongerCall, true)]
    [TestCase(Call + LongerCall, false)]
    [TestCase("<tool_call>\n{\"name\": \"find\", \"arguments\": {\"text\": \"</tool_call>\"}}\n</tool_call>", true)]
    [TestCase("<tool_call>\n{\"name\": \"get_\", \"arguments\": {}}\n</tool_call>", false)]
    [TestCase("<tool_call>\n{\"name\": \"get\", \"arguments\": {\"id\": \"x\"}}\n</tool_call>", false)]
    [TestCase("<tool_call>\n{\"name\": \"get\", \"arguments\": {}}\n</tool_call>", false)]
    [TestCase("Hello", false)]
    [TestCase("", false)]
    public void A_call_that_is_demanded_is_all_that_comes(string text, bool fits) => Assert.That(Accepts(ToolCallingMode.Required, text), Is.EqualTo(fits));

    [TestCase("", true)]
    [TestCase("Let me see: <tool", true)]
    [TestCase("Let me see.\n" + Call, true)]
    [TestCase("Let me see.\n" + Call + "\nAnd <<" + LongerCall + "\nDone.", true)]
    [TestCase("Look: <tool_call> is a mark", false)]
    [TestCase("<tool_call>", false)]
    public void Where_calls_are_allowed_they_stand_in_free_text(string text, bool fits) => Assert.That(Accepts(ToolCallingMode.Allowed, text), Is.EqualTo(fits));

    [Test]
    public void One_call_is_all_where_several_are_not_allowed()
    {
        Assert.That(Accepts(ToolCallingMode.Required, Call, several: false), Is.True);
        Assert.That(Accepts(ToolCallingMode.Required, Call + "\n" + Call, several: false), Is.False);
    }

    [Test]
    public void A_certain_tool_is_the_only_one()
    {
        Assert.That(Accepts(ToolCallingMode.Tool("get_all"), LongerCall), Is.True);
        Assert.That(Accepts(ToolCallingMode.Tool("get_all"), Call), Is.False);
    }

    [TestCase("""{"answer": true}""", true)]
    [TestCase(Call, true)]
    [TestCase("""{"answer": 1}""", false)]
    [TestCase("Yes", false)]
    public void An_answer_with_a_schema_comes_instead_of_calls(string text, bool fits)
    {
        GenerationSchema schema = GenerationSchema.FromJsonSchema("""{"type":"object","properties":{"answer":{"type":"boolean"}},"required":["answer"],"additionalProperties":false}""");

        Assert.That(Accepts(ToolCallingMode.Allowed, text, answer: schema), Is.EqualTo(fits));
    }

    [TestCaseSource(nameof(Formats))]
    public void Every_family_writes_what_its_reader_reads(object family)
    {
        ToolCallFormat format = (ToolCallFormat)family;
        Transcript.ToolCalls calls = new([new("get", """{"id": 1}"""), new("find", """{"text": "a } \\\" ] b"}""")]);
        string text = string.Concat(ToolPrompt.Write(calls, format).Runs.Select(r => r.Text));

        ToolCallReader reader = new(format, static _ => { });
        reader.Append(text);
        reader.Complete();

        Assert.That(Accepts(ToolCallingMode.Required, text, format: format), Is.True, text);
        Assert.That(reader.Calls.Select(c => (c.ToolName, c.ArgumentsJson)), Is.EqualTo(calls.Calls.Select(c => (c.ToolName, c.ArgumentsJson))));
    }

    [TestCase("required")]
    [TestCase("allowed")]
    public void Masks_say_what_bytes_say_and_every_state_can_be_completed(string kind)
    {
        ToolCallingMode mode = kind == "required" ? ToolCallingMode.Required : ToolCallingMode.Allowed;
        GrammarMatcher matcher = new(Compile(mode, true, null, ToolCallFormats.Hermes), SmallVocabulary.Tokens);
        foreach (byte value in Encoding.UTF8.GetBytes($"{(kind == "required" ? "" : "So: ")}{Call}\n{LongerCall}"))
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
    public void A_tool_whose_arguments_cannot_be_enforced_is_refused_by_name()
    {
        ToolDefinition bad = new("bad", "", GenerationSchema.FromJsonSchema("""{"type":"object","properties":{"a":{"pattern":"(a)\\1"}}}"""));
        LanguageModelRequest request = new(Transcript.Empty, new GenerationOptions()) { Tools = [.. Tools, bad] };

        Assert.That(
            () => new GrammarCompiler().Compile(ToolGrammarKey.Of(request).ToGrammar(ToolCallFormats.Hermes)),
            Throws.TypeOf<GrammarException>().With.Message.Contains("the tool bad"));
    }

    [Test]
    public void A_wrong_schema_is_refused_at_once_among_any_number_of_tools()
    {
        ToolDefinition bad = new("bad", "", GenerationSchema.FromJsonSchema("""{"type":"object","properties":{"a":{"pattern":"(a)\\1"}}}"""));

        Assert.That(() => CompileRequired([.. Many(), bad]), Throws.TypeOf<GrammarException>().With.Message.Contains("the tool bad"));
    }

    [Test]
    public void Among_many_tools_each_has_its_own_arguments()
    {
        GrammarMatcher matcher = new(CompileRequired(Many()), SmallVocabulary.Tokens);
        foreach (int tool in new[] { 0, 63, 199 })
        {
            Assert.That(Takes(CallOf(tool, $$"""{"p{{tool}}": 7}""")), Is.True);
            Assert.That(Takes(CallOf(tool, $$"""{"p{{tool + 1}}": 7}""")), Is.False);
            Assert.That(Takes(CallOf(tool, "{}")), Is.False);
        }

        bool Takes(string text)
        {
            matcher.Reset();
            return Array.TrueForAll(Encoding.UTF8.GetBytes(text), matcher.TryAcceptByte) && matcher.IsAccepting;
        }
    }

    [Test]
    public void The_shortest_call_is_the_one_whose_name_and_arguments_are_shortest_together()
    {
        GenerationSchema number = GenerationSchema.FromJsonSchema("""{"type":"object","properties":{"number":{"type":"integer"}},"required":["number"],"additionalProperties":false}""");
        GenerationSchema nothing = GenerationSchema.FromJsonSchema("""{"type":"object","additionalProperties":false}""");
        GrammarMatcher matcher = new(CompileRequired([.. Many(), new("a", "", number), new("get_it", "", nothing), new("get_it_all", "", nothing)]), SmallVocabulary.Tokens);

        Assert.That(Encoding.UTF8.GetString(matcher.GetShortestCompletion()), Is.EqualTo("<tool_call>\n{\"name\": \"get_it\", \"arguments\": {}}\n</tool_call>"));
    }

    private static ToolDefinition[] Many() => [.. Enumerable.Range(0, 200).Select(i => new ToolDefinition($"tool_{i:000}", "", GenerationSchema.FromJsonSchema(
        $$$"""{"type":"object","properties":{"p{{{i}}}":{"type":"integer"}},"required":["p{{{i}}}"],"additionalProperties":false}""")))];

    private static string CallOf(int tool, string arguments) => $"<tool_call>\n{{\"name\": \"tool_{tool:000}\", \"arguments\": {arguments}}}\n</tool_call>";

    private static CompiledGrammar CompileRequired(IReadOnlyList<ToolDefinition> tools)
    {
        LanguageModelRequest request = new(Transcript.Empty, new GenerationOptions { ToolCallingMode = ToolCallingMode.Required }) { Tools = tools };
        return new GrammarCompiler().Compile(ToolGrammarKey.Of(request).ToGrammar(ToolCallFormats.Hermes));
    }

    private static IEnumerable<object> Formats() => [ToolCallFormats.Hermes, ToolCallFormats.Llama3, ToolCallFormats.Mistral, ToolCallFormats.Phi, ToolCallFormats.Gemma];

    private static bool Accepts(ToolCallingMode mode, string text, bool several = true, GenerationSchema? answer = null, ToolCallFormat? format = null)
    {
        GrammarMatcher matcher = new(Compile(mode, several, answer, format ?? ToolCallFormats.Hermes), SmallVocabulary.Tokens);
        return Array.TrueForAll(Encoding.UTF8.GetBytes(text), matcher.TryAcceptByte) && matcher.IsAccepting;
    }

    private static CompiledGrammar Compile(ToolCallingMode mode, bool several, GenerationSchema? answer, ToolCallFormat format)
    {
        GenerationOptions options = new() { ToolCallingMode = mode, AllowsParallelToolCalls = several };
        LanguageModelRequest request = new(Transcript.Empty, options) { Tools = Tools, ResponseSchema = answer };
        return new GrammarCompiler().Compile(ToolGrammarKey.Of(request).ToGrammar(format));
    }
}
