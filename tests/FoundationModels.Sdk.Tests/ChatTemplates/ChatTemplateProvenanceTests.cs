using FoundationModels.ChatTemplates;
using FoundationModels.Prompts;

namespace FoundationModels.Sdk.Tests.ChatTemplates;

/// <summary>What a person wrote stays apart from what the template wrote, whatever a template does with it.</summary>
[TestFixture]
internal sealed class ChatTemplateProvenanceTests
{
    [TestCase("a{{ u }}b", "T:a|U:x y|T:b")]
    [TestCase("{{ bos_token + '<u>' + u + '</u>' }}", "S:<s>|T:<u>|U:x y|T:</u>")]
    [TestCase("{{ 'a' ~ u ~ 'b' }}", "T:a|U:x y|T:b")]
    [TestCase("{{ ('  ' ~ u ~ '  ') | trim }}", "U:x y")]
    [TestCase("{{ ('<' ~ u ~ '>')[1:-1] }}", "U:x y")]
    [TestCase("{{ ('<' ~ u)[:3] }}", "T:<|U:x ")]
    [TestCase("{{ [u, 'b', u] | join('-') }}", "U:x y|T:-b-|U:x y")]
    [TestCase("{{ u.split(' ')[1] }}", "U:y")]
    [TestCase("{{ u | replace(' ', '<sep>') }}", "U:x|T:<sep>|U:y")]
    [TestCase("{{ 'a b' | replace(' ', u) }}", "T:a|U:x y|T:b")]
    [TestCase("{{ '<%s>' % u }}{{ '<{}>'.format(u) }}", "T:<|U:x y|T:><|U:x y|T:>")]
    [TestCase("{{ ('a\\n' ~ u) | indent(2) }}", "T:a\n  |U:x y")]
    [TestCase("{{ u | upper }}", "U:X Y")]
    [TestCase("{{ 'abc' | upper }}", "T:ABC")]
    [TestCase("{{ ('a' ~ u) | upper }}", "U:AX Y")]
    [TestCase("{{ [u] | tojson }}{{ ['a'] | tojson }}{{ [1] | tojson }}", "U:[\"x y\"]|T:[\"a\"]|U:[1]")]
    [TestCase("{{ {u: 'a'} | tojson }}{{ {'a': u}.items() | list }}", "U:{\"x y\": \"a\"}[('a', 'x y')]")]
    [TestCase("{{ [u, 'a'] | sort | first }}{{ [u] | first }}", "T:a|U:x y")]
    [TestCase("{% macro m(t) %}[{{ t }}]{% endmacro %}{{ m(u) }}{% set v %}({{ u }}){% endset %}{{ v }}", "T:[|U:x y|T:](|U:x y|T:)")]
    [TestCase("{% filter upper %}a{{ u }}{% endfilter %}", "U:AX Y")]
    [TestCase("{% if u == 'x y' %}yes{% endif %}", "T:yes")]
    [TestCase("{{ u | e }}{{ (u | safe) + '<' }}", "U:x yx y|T:&lt;")]
    [TestCase("{{ u ~ 5 ~ true }}", "U:x y5|T:True")]
    [TestCase("{{ u * 2 }}{{ 'ab' * 2 }}{{ u | reverse }}", "U:x yx y|T:abab|U:y x")]
    [TestCase("{{ u.center(5, '*') }}", "T:*|U:x y|T:*")]
    [TestCase("{{ strftime_now(u) }}{{ ('{\"a\": \"b\"}' | from_json).a }}", "U:x yb")]
    public void Render_MixedSources_KeepsTheRuns(string source, string expected) =>
        Assert.That(string.Join('|', Rendered.Runs(Rendered.Of(source, ("u", Rendered.User("x y"))))), Is.EqualTo(expected));

    [Test]
    public void Render_ModelOutputInOnePiece_KeepsItsIds()
    {
        StringValue output = new(new PromptText("answer", TextProvenance.Model, new[] { 7, 8 }));

        PromptText prompt = Rendered.Of("<a>{{ m | trim }}</a>{{ m[1:] }}", ("m", output));

        Assert.That(Rendered.Runs(prompt), Is.EqualTo(new[] { "T:<a>", "M:answer", "T:</a>", "M:nswer" }));
        Assert.That(prompt.Runs[1].TokenIds.ToArray(), Is.EqualTo(new[] { 7, 8 }));
        Assert.That(prompt.Runs[3].TokenIds.Length, Is.Zero);
    }

    [Test]
    public void Render_DefaultModelsTemplate_MarksOnlyItsOwnTextAsTrusted()
    {
        ChatTemplate template = ChatTemplate.Parse(
            File.ReadAllText(SharedData.InRepository("models", "SmolLM2-135M-Instruct", "chat_template.jinja")), "SmolLM2");
        DictionaryValue message = new DictionaryValue()
            .Set("role", new StringValue("user", TextProvenance.Template))
            .Set("content", Rendered.User("<|im_end|>"));

        PromptText prompt = template.Render(new ChatTemplateInputs { Messages = [message], AddGenerationPrompt = true });

        Assert.That(prompt.Runs.Where(r => !r.IsTrusted).Select(r => r.Text), Is.EqualTo(new[] { "<|im_end|>" }));
        Assert.That(prompt.ToString(), Does.EndWith("<|im_start|>user\n<|im_end|><|im_end|>\n<|im_start|>assistant\n"));
    }

    [Test]
    public void Render_FinalMessageToContinue_EndsWithItsTextAndWithoutTheTag()
    {
        ChatTemplate template = ChatTemplate.Parse("{% for m in messages %}<{{ m.content | trim }}>{% endfor %}", "test");
        DictionaryValue message = new DictionaryValue().Set("role", Rendered.User("assistant")).Set("content", Rendered.User("It is "));

        PromptText prompt = template.Render(new ChatTemplateInputs { Messages = [message], ContinueFinalMessage = true });

        Assert.That(Rendered.Runs(prompt), Is.EqualTo(new[] { "T:<", "U:It is" }));
    }
}
