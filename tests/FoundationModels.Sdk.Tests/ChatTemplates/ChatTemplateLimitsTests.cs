using System.Diagnostics;
using FoundationModels.ChatTemplates;

namespace FoundationModels.Sdk.Tests.ChatTemplates;

/// <summary>A template can't take more time, memory or stack than it may, and says where it tried to.</summary>
[TestFixture]
internal sealed class ChatTemplateLimitsTests
{
    [TestCase("{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}")]
    [TestCase("{% for a in range(100001) %}{% endfor %}")]
    [TestCase("{{ 'a' * 999999999999 }}")]
    [TestCase("{{ ['a'] * 999999999 }}")]
    [TestCase("{% set ns = namespace(x='aaaa') %}{% for i in range(100) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x }}")]
    [TestCase("{% set ns = namespace(x=[1]) %}{% for i in range(100) %}{% set ns.x = ns.x + ns.x %}{% endfor %}")]
    [TestCase("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")]
    [TestCase("{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}")]
    [TestCase("{% set ns = namespace(x=[]) %}{% for i in range(90000) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x }}")]
    [TestCase("{% set ns = namespace(x=[]) %}{% for i in range(90000) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x | tojson }}")]
    [TestCase("{{ 9 ** 99999 }}")]
    [TestCase("{{ 'x'.center(999999999) }}")]
    [TestCase("{{ '%999999999d' % 5 }}")]
    [TestCase("{{ '{:999999999}'.format('x') }}")]
    [TestCase("{{ ('a' * 10000000) | replace('a', 'aaaaaaaaaa') }}")]
    [TestCase("{{ ''.join(['a' * 1000000] * 1000) }}")]
    public void Render_TemplateWithoutMeasure_FailsSoonWithAPlace(string source)
    {
        Stopwatch watch = Stopwatch.StartNew();

        ChatTemplateException? fault = Assert.Throws<ChatTemplateException>(
            () => Rendered.Of(source, ChatTemplateLimits.Default with { Steps = 2_000_000 }));

        Assert.That(fault!.Line, Is.EqualTo(1));
        Assert.That(fault.Column, Is.GreaterThan(1));
        Assert.That(fault.IsRaisedByTemplate, Is.False);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [TestCase("{{ ", "(", ")", "1")]
    [TestCase("{{ ", "[", "][0]", "1")]
    [TestCase("{{ ", "-", "", "1")]
    [TestCase("{{ ", "not ", "", "True")]
    [TestCase("{{ 0", " + 1", "", "100001")]
    [TestCase("{{ 1", " if 1 else 1", "", "1")]
    public void Render_DeeplyNestedExpression_IsRefusedOrRightAndNeverOverflowsTheStack(string start, string open, string close, string expected)
    {
        string last = start == "{{ " ? " 1 " : open;
        string source = start + string.Concat(Enumerable.Repeat(open, 100_000)) + last + string.Concat(Enumerable.Repeat(close, 100_000)) + " }}";
        string text;
        try
        {
            text = Rendered.Of(source).ToString();
        }
        catch (ChatTemplateException e)
        {
            text = e.Reason;
        }

        Assert.That(text, Is.EqualTo(expected).Or.EqualTo("The template nests too deeply."));
    }

    [Test]
    public void Render_CancelledToken_Stops()
    {
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();
        ChatTemplate template = ChatTemplate.Parse("{% for a in range(90000) %}{{ a }}{% endfor %}", "test");

        Assert.That(
            () => template.Render(new ChatTemplateInputs { Messages = [] }, cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Render_PromptBuiltPieceByPiece_TakesLinearTime()
    {
        const string Source = "{% set ns = namespace(t='') %}{% for i in range(50000) %}{% set ns.t = ns.t + 'piece ' %}{% endfor %}{{ ns.t }}";
        Stopwatch watch = Stopwatch.StartNew();

        Assert.That(Rendered.Of(Source).Length, Is.EqualTo(300_000));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }
}
