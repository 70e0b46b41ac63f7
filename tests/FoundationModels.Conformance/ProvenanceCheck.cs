using FoundationModels.Prompts;
using FoundationModels.Tokenization;

namespace FoundationModels.Conformance;

/// <summary>Checks one vocabulary with one template.</summary>
internal sealed class ProvenanceCheck(ProvenanceVocabulary vocabulary, ProvenanceTemplate template, ProvenanceTotals totals)
{
    private const string Benign = "Hello there.";

    /// <summary>Gets the special tokens that the template is given.</summary>
    public IReadOnlyDictionary<string, string> Tokens { get; } = Complete(vocabulary, template);

    /// <summary>Gets how many ids were forged.</summary>
    public int Forged { get; private set; }

    /// <summary>Gets what was forged first, or null.</summary>
    public string? Difference { get; private set; }

    /// <summary>Tries every shape of conversation.</summary>
    public void Run()
    {
        foreach (string shape in ProvenanceConversation.Shapes)
        {
            if (Render(shape, Benign, [Benign, Benign]) is not { } benign)
            {
                totals.Refused++;
                continue;
            }

            if (vocabulary.Tokens.Count == 0)
                continue;
            Dictionary<int, int> expected = vocabulary.Count(benign);
            Compare(shape, expected, ProvenanceVocabulary.Sentinel + vocabulary.HostileText + ProvenanceVocabulary.Sentinel, vocabulary.Halves);
            TryBorders(shape, expected);
            foreach (AddedToken token in vocabulary.UnknownTokens)
                Compare(shape, vocabulary.Count(benign, countsUnknown: true), token.Content, [token.Content, Benign], countsUnknown: true);
        }
    }

    // Templates read these without asking whether they are there.
    private static Dictionary<string, string> Complete(ProvenanceVocabulary vocabulary, ProvenanceTemplate template)
    {
        Dictionary<string, string> tokens = new(template.SpecialTokens, StringComparer.Ordinal);
        string any = vocabulary.Tokens.FirstOrDefault(t => t.IsSpecial)?.Content ?? "<s>";
        foreach (string name in new[] { "bos_token", "eos_token", "pad_token", "unk_token" })
            tokens.TryAdd(name, any);
        return tokens;
    }

    private PromptText? Render(string shape, string text, IReadOnlyList<string> parts)
    {
        try
        {
            return template.Template.Render(ProvenanceConversation.Build(shape, Tokens, text, parts));
        }
        catch (ChatTemplateException)
        {
            return null;
        }
    }

    private void Compare(string shape, Dictionary<int, int> expected, string text, IReadOnlyList<string> parts, bool countsUnknown = false)
    {
        if (Render(shape, text, parts) is not { } prompt)
        {
            totals.RefusedHostile++;
            return;
        }

        totals.Conversations++;
        if (prompt.Runs.FirstOrDefault(r => r.IsTrusted && r.Text.Contains(ProvenanceVocabulary.Sentinel, StringComparison.Ordinal)) is { Text: not null } run)
            Fail(shape, $"text of a message became {run.Provenance}", 1);
        Dictionary<int, int> actual = vocabulary.Count(prompt, countsUnknown);
        if (!Exceeds(actual, expected, out _, out _))
            return;

        // More than in a benign conversation: either the template wrote more of its own marks because of what the text says (its literals
        // stay when every untrusted text is taken out), or the text became a mark.
        Dictionary<int, int> written = vocabulary.Count(Neutralize(prompt), countsUnknown);
        if (!Exceeds(actual, written, out int id, out int surplus))
            totals.Switched++;
        else
            Fail(shape, $"the text gives the id {id} ({vocabulary.Tokens.First(t => t.Id == id).Content}) {surplus} times", surplus);
    }

    private static bool Exceeds(Dictionary<int, int> actual, Dictionary<int, int> limit, out int id, out int surplus)
    {
        foreach ((int token, int count) in actual)
        {
            id = token;
            surplus = count - limit.GetValueOrDefault(token);
            if (surplus > 0)
                return true;
        }

        id = surplus = 0;
        return false;
    }

    private static PromptText Neutralize(PromptText prompt) => new(prompt.Runs.Select(r =>
        r.IsTrusted ? r : new PromptRun(new string('.', r.Text.Length), r.Provenance)));

    // A token that the template's text before a message begins, or the text after it ends, with the rest written by the message.
    private void TryBorders(string shape, Dictionary<int, int> expected)
    {
        if (shape == "parts" || Render(shape, ProvenanceVocabulary.Sentinel.ToString(), []) is not { } prompt)
            return;
        string text = prompt.ToString();
        HashSet<string> tried = new(StringComparer.Ordinal);
        for (int at = text.IndexOf(ProvenanceVocabulary.Sentinel, StringComparison.Ordinal); at >= 0; at = text.IndexOf(ProvenanceVocabulary.Sentinel, at + 1))
        {
            foreach (AddedToken token in vocabulary.Tokens)
            {
                for (int cut = 1; cut < token.Content.Length; cut++)
                {
                    if (text.AsSpan(0, at).EndsWith(token.Content.AsSpan(0, cut), StringComparison.Ordinal))
                        TryBorder(shape, expected, token.Content[cut..] + Benign, tried);
                    if (text.AsSpan(at + 1).StartsWith(token.Content.AsSpan(cut), StringComparison.Ordinal))
                        TryBorder(shape, expected, Benign + token.Content[..cut], tried);
                }
            }
        }
    }

    private void TryBorder(string shape, Dictionary<int, int> expected, string text, HashSet<string> tried)
    {
        if (!tried.Add(text))
            return;
        totals.Borders++;
        Compare(shape, expected, text, []);
    }

    private void Fail(string shape, string reason, int forged)
    {
        Forged += forged;
        Difference ??= $"{shape}: {reason}";
    }
}
