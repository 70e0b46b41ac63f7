using System.Text;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>Goes through a grammar by tokens that its masks allow.</summary>
internal sealed class RandomWalk(CompiledGrammar grammar, Random random)
{
    private readonly List<byte> _text = [];

    /// <summary>Gets the matcher.</summary>
    public GrammarMatcher Matcher { get; } = new(grammar, SmallVocabulary.Tokens);

    /// <summary>Gets the text so far.</summary>
    public byte[] Text => [.. _text];

    /// <summary>Gets whether no token can come any more.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Takes one token. Tokens that end parts of JSON are preferred half of the time, so that texts become complete.</summary>
    public bool Step()
    {
        TokenMask mask = Matcher.GetNextTokenMask();
        int[] allowed = [.. Enumerable.Range(0, mask.Size).Where(t => mask[t])];
        int[] closing = random.Next(2) == 0 ? [.. allowed.Where(t => t == SmallVocabulary.End || SmallVocabulary.BytesOf(t).AsSpan().IndexOfAny("\"]},"u8) >= 0)] : [];
        int[] from = closing.Length > 0 ? closing : allowed;
        if (from.Length == 0)
        {
            IsAtEnd = true;
            return false;
        }

        int token = from[random.Next(from.Length)];
        if (!Matcher.TryAcceptToken(token))
            throw new InvalidOperationException($"The mask allows token {token} behind {this}, and the matcher does not.");
        _text.AddRange(SmallVocabulary.BytesOf(token));
        IsAtEnd = token == SmallVocabulary.End;
        return !IsAtEnd;
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString([.. _text]);
}
