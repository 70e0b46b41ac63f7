using System.Text.Json;
using FoundationModels.ChatTemplates;
using FoundationModels.Conformance;

namespace FoundationModels.Sdk.Tests.ChatTemplates;

/// <summary>
/// Small templates of our own, one or more for every feature, with what jinja2 3.1.6 makes of them in the environment that chat templates are written for.
/// </summary>
[TestFixture]
internal sealed class ChatTemplateReferenceTests
{
    private static readonly string[] Lines = File.ReadAllLines(
        SharedData.InRepository("tests", "FoundationModels.Sdk.Tests", "ChatTemplates", "reference-cases.jsonl"));

    private static IEnumerable<TestCaseData> Cases => Lines.Skip(1).Select((line, i) =>
        new TestCaseData(line).SetName($"Render_ReferenceCase{i:000}_EqualsTheReference"));

    [TestCaseSource(nameof(Cases))]
    public void Render_ReferenceCase_EqualsTheReference(string line)
    {
        using JsonDocument variables = JsonDocument.Parse(Lines[0]);
        using JsonDocument item = JsonDocument.Parse(line);
        string source = item.RootElement.GetProperty("template").GetString()!;
        ChatTemplateInputs inputs = new()
        {
            Messages = [],
            Variables = variables.RootElement.GetProperty("variables").EnumerateObject().ToDictionary(p => p.Name, p => TemplateJson.Read(p.Value)),
            Clock = FrozenClock.Instance,
        };

        if (item.RootElement.TryGetProperty("expected", out JsonElement expected))
        {
            Assert.That(ChatTemplate.Parse(source, "case").Render(inputs).ToString(), Is.EqualTo(expected.GetString()), source);
            return;
        }

        ChatTemplateException? fault = Assert.Throws<ChatTemplateException>(() => ChatTemplate.Parse(source, "case").Render(inputs), source);
        if (item.RootElement.TryGetProperty("message", out JsonElement message))
            Assert.That(fault!.Reason, Is.EqualTo(message.GetString()));
    }
}
