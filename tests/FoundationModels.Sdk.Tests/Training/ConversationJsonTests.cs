using FoundationModels.Training.Data;

namespace FoundationModels.Sdk.Tests.Training;

/// <summary>Lines of training data.</summary>
[TestFixture]
internal sealed class ConversationJsonTests
{
    private const string Tool = """{"type": "function", "function": {"name": "find", "description": "Finds.", "parameters": {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"], "additionalProperties": false}}}""";

    [Test]
    public void Read_Calls_WithToolsAndOutputs()
    {
        Conversation read = ConversationJson.Read(
            """[{"role": "system", "content": "Help.", "tools": [""" + Tool + """]}, {"role": "user", "content": "Where is 7?"}, """
            + """{"role": "assistant", "content": "", "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "find", "arguments": "{\"id\": 7}"}}]}, """
            + """{"role": "tool", "tool_call_id": "c1", "content": "in Lyon"}, {"role": "assistant", "content": "In Lyon."}]""");

        Assert.That(read.Tools.Single().Name, Is.EqualTo("find"));
        Assert.That(read.Transcript.Select(e => e.GetType()), Is.EqualTo(new[]
        {
            typeof(Transcript.Instructions), typeof(Transcript.Prompt), typeof(Transcript.ToolCalls), typeof(Transcript.ToolOutput), typeof(Transcript.Response),
        }));
        Assert.That(((Transcript.ToolCalls)read.Transcript[2]).Calls[0].ArgumentsJson, Is.EqualTo("""{"id": 7}"""));
        Assert.That(((Transcript.ToolOutput)read.Transcript[3]).ToolName, Is.EqualTo("find"));
    }

    [TestCase("nothing", "not JSON")]
    [TestCase("{}", "JSON array")]
    [TestCase("[1]", "JSON object")]
    [TestCase("""[{"content": "x"}]""", "no \"role\"")]
    [TestCase("""[{"role": "robot", "content": "x"}]""", "robot")]
    [TestCase("""[{"role": "user", "content": 3}]""", "is Number, not String")]
    [TestCase("""[{"role": "user", "content": "x"}]""", "nothing to learn")]
    [TestCase("""[{"role": "tool", "tool_call_id": "c9", "content": "x"}]""", "c9")]
    [TestCase("""[{"role": "system", "content": "x", "tools": {}}]""", "\"tools\" of a message is Object, not Array")]
    [TestCase("""[{"role": "system", "content": "x", "tools": [7]}]""", "A tool is a JSON object")]
    [TestCase("""[{"role": "system", "content": "x", "tools": [{"name": "find"}]}]""", "A tool has no \"parameters\"")]
    [TestCase("""[{"role": "assistant", "tool_calls": [{"function": {"name": 3, "arguments": "{}"}}]}]""", "\"name\" of a call of a tool is Number, not String")]
    [TestCase("""[{"role": "assistant", "tool_calls": [{"function": {"name": "find"}}]}]""", "A call of a tool has no \"arguments\"")]
    [TestCase("""[{"role": "user", "content": "x", "response_format": 7}]""", "\"response_format\" of a message is Number, not Object")]
    public void Read_WhatIsNoConversation_SaysWhatIsWrong(string line, string part) =>
        Assert.That(() => ConversationJson.Read(line), Throws.TypeOf<FormatException>().With.Message.Contains(part));
}
