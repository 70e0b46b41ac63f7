using FoundationModels.ChatTemplates;

namespace FoundationModels.Sdk.Tests.ChatTemplates;

/// <summary>Mistakes are named with their place.</summary>
[TestFixture]
internal sealed class ChatTemplateErrorTests
{
    [TestCase("a\n{% if x %}b", 2, 11)]
    [TestCase("{{ 'abc }}", 1, 4)]
    [TestCase("{{ (1 }}", 1, 7)]
    [TestCase("a\n  {{ x | }}", 2, 10)]
    [TestCase("{# never closed", 1, 1)]
    [TestCase("{% raw %}x", 1, 1)]
    [TestCase("{% include 'x' %}", 1, 4)]
    [TestCase("{% break %}", 1, 4)]
    [TestCase("{% for true in x %}{% endfor %}", 1, 8)]
    [TestCase("{{ 1 ? 2 }}", 1, 6)]
    [TestCase("{{ f(a=1, 2) }}", 1, 5)]
    [TestCase("{% macro m(a=1, b) %}{% endmacro %}", 1, 17)]
    [TestCase("{{ '\\x4' }}", 1, 5)]
    [TestCase("{{ 1 is odd is even }}", 1, 13)]
    public void Parse_Mistake_NamesItsPlace(string source, int line, int column)
    {
        ChatTemplateException? fault = Assert.Throws<ChatTemplateException>(() => ChatTemplate.Parse(source, "broken"));

        Assert.That((fault!.Line, fault.Column), Is.EqualTo((line, column)), fault.Message);
        Assert.That(fault.Message, Does.StartWith($"broken({line},{column}): "));
    }

    [TestCase("a\n{{ x.y.z }}", 2, 7)]
    [TestCase("{{ 'a' + none }}", 1, 8)]
    [TestCase("{{ 'a' | nosuch }}", 1, 10)]
    [TestCase("{{ 1 is nosuch }}", 1, 6)]
    [TestCase("ab {{ raise_exception('no') }}", 1, 22)]
    [TestCase("{% for a, b in [1] %}{% endfor %}", 1, 4)]
    [TestCase("{{ [].append(1) }}", 1, 13)]
    [TestCase("{{ ''.__class__.__mro__ }}", 1, 16)]
    public void Render_Fault_NamesItsPlace(string source, int line, int column)
    {
        ChatTemplateException? fault = Assert.Throws<ChatTemplateException>(() => Rendered.Of(source, ("x", Rendered.User("u"))));

        Assert.That((fault!.Line, fault.Column), Is.EqualTo((line, column)), fault.Message);
    }

    [Test]
    public void Render_TemplateRefusesTheConversation_GivesItsOwnText()
    {
        ChatTemplateException? fault = Assert.Throws<ChatTemplateException>(() => Rendered.Of("{{ raise_exception('Roles must alternate') }}"));

        Assert.That(fault!.Reason, Is.EqualTo("Roles must alternate"));
        Assert.That(fault.IsRaisedByTemplate, Is.True);
    }

    [Test]
    public void Parse_AnySource_FailsOnlyWithItsOwnException()
    {
        string[] fragments = ["{{", "}}", "{%", "%}", "{#", "#}", "-", "+", " x ", "'a'", "|", "upper", "(", ")", "[", "]", "{", "}", "if", "endif", "for",
            "in", "endfor", "set", "=", "1", ".", ",", ":", "not", "is", "\n", "raw", "endraw", "macro", "~", "else", "\\", "\"", "**", "1e5", "😀"];
        Random random = new(20260115);
        int parsed = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string source = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => fragments[random.Next(fragments.Length)] + (random.Next(2) == 0 ? " " : "")));
            try
            {
                Rendered.Of(source, ("x", Rendered.User("u")));
                parsed++;
            }
            catch (ChatTemplateException)
            {
                // The one exception that is allowed; any other ends the test.
            }
        }

        Assert.That(parsed, Is.InRange(100, 19_900));
    }
}
