using FoundationModels.ChatTemplates;
using FoundationModels.Prompts;

namespace FoundationModels.Conformance;

/// <summary>
/// Checks that a second turn gets the very ids that the first one generated, wherever the template keeps the reply. The ids are ones that
/// no tokenizer would choose for the reply's text, so that encoding it anew would show.
/// </summary>
internal sealed class SecondTurnCheck(ProvenanceTotals totals)
{
    private const string Question = "Hello there.";
    private const string Reply = "Good morning to you. What can I do?";

    /// <summary>Runs both turns with one vocabulary and one template.</summary>
    /// <returns>What differs, or null.</returns>
    public string? Run(Tokenizer tokenizer, ChatTemplate template, IReadOnlyDictionary<string, string> tokens)
    {
        int[] generated = [.. Reply.SelectMany(c => tokenizer.Encode([c]))];
        DictionaryValue question = Message("user", new PromptText(Question, TextProvenance.Untrusted));
        DictionaryValue reply = Message("assistant", new PromptText(Reply, TextProvenance.Model, generated));
        if (Render(template, tokens, question) is not { } first || Render(template, tokens, question, reply, question) is not { } second)
            return null;

        totals.SecondTurns++;
        if (!second.Runs.Any(r => r.Text == Reply))
            return null;
        totals.SecondTurnsWithReply++;
        if (second.Runs.Any(r => r.Text == Reply && r.TokenIds.IsEmpty))
            return "second turn: the reply lost its ids on the way through the template";

        int[] before = [.. tokenizer.Encode(first), .. generated];
        int[] after = tokenizer.Encode(second);
        if (after.AsSpan().IndexOf(generated) < 0)
            return "second turn: the ids of the reply are not in the prompt";
        totals.FirstTurnIds += before.Length;
        totals.ReusedIds += before.AsSpan().CommonPrefixLength(after);
        totals.ReplyIds += generated.Length;
        return null;
    }

    private static PromptText? Render(ChatTemplate template, IReadOnlyDictionary<string, string> tokens, params TemplateValue[] messages)
    {
        try
        {
            return template.Render(new ChatTemplateInputs
            {
                Messages = messages,
                AddGenerationPrompt = true,
                SpecialTokens = tokens,
                Clock = FrozenClock.Instance,
            });
        }
        catch (ChatTemplateException)
        {
            return null;
        }
    }

    private static DictionaryValue Message(string role, PromptText content) => new DictionaryValue()
        .Set("role", new StringValue(role, TextProvenance.Template))
        .Set("content", new StringValue(content));
}
