using System.Text;
using FoundationModels.Prompts;

namespace FoundationModels.ChatTemplates;

/// <summary>Text that the filter <c>safe</c> or <c>escape</c> made: what is added to it is escaped for HTML, as templates rely on.</summary>
internal static class Markup
{
    /// <summary>Two texts, the one that is no markup escaped where the other is.</summary>
    public static StringValue Concat(RenderState state, StringValue left, StringValue right) => left.IsMarkup || right.IsMarkup
        ? StringValue.Concat(state, Escape(state, left), Escape(state, right)).WithMarkup(true)
        : StringValue.Concat(state, left, right);

    /// <summary>The text with the five characters that HTML gives a meaning to escaped, unless it is markup. Runs stay runs.</summary>
    public static StringValue Escape(RenderState state, StringValue text)
    {
        if (text.IsMarkup)
            return text;
        if (text.Plain.AsSpan().IndexOfAny("&<>'\"") < 0)
            return text.WithMarkup(true);
        state.ChargeText(text.Length * 5L);
        return new StringValue(new PromptText(text.Text.Runs.Select(r => r.Text.AsSpan().IndexOfAny("&<>'\"") < 0
            ? r
            : new PromptRun(EscapeRun(r.Text), r.Provenance))), isMarkup: true);
    }

    private static string EscapeRun(string text)
    {
        StringBuilder escaped = new(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '\'' => escaped.Append("&#39;"),
                '"' => escaped.Append("&#34;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
