using System.Text;
using FoundationModels.Models;
using FoundationModels.Packages;

namespace FoundationModels.Sdk.Tests.Tools;

/// <summary>Calls are told from text wherever a response is cut into pieces.</summary>
[TestFixture]
internal sealed class ToolCallReaderTests
{
    private const string Call = "<tool_call>\n{\"name\": \"find\", \"arguments\": {\"text\": \"</tool_call> \\\" }\"}}\n</tool_call>";

    [Test]
    public void Append_AtEverySplit_ReadsTheSame()
    {
        string text = $"A <b> and <tool_c.\n{Call}";
        for (int first = 0; first <= text.Length; first++)
        {
            for (int second = first; second <= text.Length; second += 7)
            {
                (string said, ToolCallReader reader) = Read(text[..first], text[first..second], text[second..]);
                Assert.That(said, Is.EqualTo("A <b> and <tool_c.\n"), $"{first} {second}");
                Assert.That(reader.Calls.Single().ArgumentsJson, Is.EqualTo("{\"text\": \"</tool_call> \\\" }\"}"));
            }
        }
    }

    [Test]
    public void Append_TextWithoutCalls_IsToldAtOnce()
    {
        StringBuilder said = new();
        ToolCallReader reader = new(ToolCallFormats.Hermes, text => said.Append(text));
        reader.Append("Hello <");

        Assert.That(said.ToString(), Is.EqualTo("Hello "));
    }

    [TestCase("<tool_call>\n{\"name\": \"find\", \"arguments\": {\"text\"")]
    [TestCase("<tool_call>what?")]
    public void Complete_SomethingThatIsNoCall_IsText(string text)
    {
        (string said, ToolCallReader reader) = Read(text);

        Assert.That(said, Is.EqualTo(text));
        Assert.That(reader.Calls, Is.Empty);
    }

    [Test]
    public void Complete_TextAroundTwoCalls_IsTextAndCalls()
    {
        (string said, ToolCallReader reader) = Read($"One.{Call}Two.{Call}\n{Call}Three.");

        Assert.That(said, Is.EqualTo("One.Two.Three."));
        Assert.That(reader.Calls, Has.Count.EqualTo(3));
    }

    private static (string Said, ToolCallReader Reader) Read(params string[] pieces)
    {
        StringBuilder said = new();
        ToolCallReader reader = new(ToolCallFormats.Hermes, text => said.Append(text));
        foreach (string piece in pieces)
            reader.Append(piece);
        reader.Complete();
        return (said.ToString(), reader);
    }
}
