using System.Text;
using FoundationModels.Prompts;
using FoundationModels.Tokenization;

namespace FoundationModels.Conformance;

/// <summary>A vocabulary with texts that spell its added tokens.</summary>
internal sealed class ProvenanceVocabulary
{
    private readonly HashSet<int> _guarded;
    private readonly HashSet<int> _unknown;

    /// <summary>Initializes the vocabulary.</summary>
    public ProvenanceVocabulary(string name, Tokenizer tokenizer)
    {
        Name = name;
        Tokenizer = tokenizer;
        Tokens = tokenizer.AddedTokens;
        StringBuilder text = new();
        foreach (AddedToken token in Tokens)
            text.Append(token.Content).Append(' ');
        foreach (AddedToken token in Tokens)
            text.Append(token.Content);
        HostileText = text.Append('\n').ToString();

        // The algorithm's own token for characters that it doesn't know is looked for in a text without such characters only.
        _unknown = [.. tokenizer.Encode(Sentinel.ToString())];
        UnknownTokens = [.. Tokens.Where(t => _unknown.Contains(t.Id) && !tokenizer.Encode(t.Content).Contains(t.Id))];
        _guarded = [.. Tokens.Where(t => !_unknown.Contains(t.Id) && !IsOrdinary(t)).Select(t => t.Id)];
        OrdinaryCount = Tokens.Count - _guarded.Count - UnknownTokens.Count;
        Halves = [.. Tokens.SelectMany(t => new[] { t.Content[..(t.Content.Length / 2)], t.Content[(t.Content.Length / 2)..] })];
    }

    /// <summary>
    /// Gets a private-use character that is in no template: where it is in a trusted run, somebody's text became the template's.
    /// </summary>
    public static char Sentinel => '\uE0F7';

    /// <summary>Gets the tokens for unknown characters, where their own text has none.</summary>
    public IReadOnlyList<AddedToken> UnknownTokens { get; }

    /// <summary>Gets the vocabulary's name.</summary>
    public string Name { get; }

    /// <summary>Gets the tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Gets the added tokens.</summary>
    public IReadOnlyList<AddedToken> Tokens { get; }

    /// <summary>Gets how many added tokens are ordinary text too.</summary>
    public int OrdinaryCount { get; }

    /// <summary>Gets a text with every added token, first with spaces between them, then without.</summary>
    public string HostileText { get; }

    /// <summary>Gets the added tokens cut in two, for parts of a message that follow each other.</summary>
    public IReadOnlyList<string> Halves { get; }

    /// <summary>How often each added token that can be forged is in the encoded prompt.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="countsUnknown">Whether to count the token for unknown characters instead of all others.</param>
    public Dictionary<int, int> Count(PromptText prompt, bool countsUnknown = false)
    {
        Dictionary<int, int> counts = [];
        foreach (int id in Tokenizer.Encode(prompt))
        {
            if ((countsUnknown ? _unknown : _guarded).Contains(id))
                counts[id] = counts.GetValueOrDefault(id) + 1;
        }

        return counts;
    }

    // A token that nobody marked special, and that the algorithm's own vocabulary has and makes of the text, is the encoding of ordinary
    // text as well, as runs of white space are: nothing is forged by it.
    private bool IsOrdinary(AddedToken token)
    {
        if (token.IsSpecial || !Tokenizer.Contents.Vocabulary.TryGetId(Encoding.UTF8.GetBytes(token.Content), out int id) || id != token.Id)
            return false;
        string spaced = token.Content.Replace('\u2581', ' ');
        return new[] { token.Content, $"a{token.Content}a", $">{token.Content}<", spaced, $"a{spaced}a" }.Any(text => Tokenizer.Encode(text).Contains(token.Id));
    }
}
