using System.Runtime.CompilerServices;

namespace FoundationModels.ChatTemplates;

/// <summary>The tokens of a template, one after the other.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private int _index;

    /// <summary>Gets the token at the position.</summary>
    public Token Current => tokens[_index];

    /// <summary>Gets the token after it.</summary>
    public Token Following => tokens[Math.Min(_index + 1, tokens.Count - 1)];

    /// <summary>Gets the names that were read so far, so that a macro knows which implicit variables its body reads.</summary>
    public HashSet<string> NamesRead { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The token at the position; goes on to the next.</summary>
    public Token Read()
    {
        Token token = Current;
        if (token.Kind != TokenKind.End)
            _index++;
        return token;
    }

    /// <summary>Goes on if the token is this operator.</summary>
    public bool SkipOperator(string text)
    {
        bool skips = Current.IsOperator(text);
        if (skips)
            _index++;
        return skips;
    }

    /// <summary>Goes on if the token is this keyword.</summary>
    public bool SkipName(string name)
    {
        bool skips = Current.IsName(name);
        if (skips)
            _index++;
        return skips;
    }

    /// <summary>Goes on past a token of this kind.</summary>
    /// <exception cref="TemplateSyntaxFault">It is another one.</exception>
    public Token Expect(TokenKind kind, string description) => Current.Kind == kind ? Read() : throw Unexpected(description);

    /// <summary>Goes on past this operator.</summary>
    /// <exception cref="TemplateSyntaxFault">It is another token.</exception>
    public void ExpectOperator(string text)
    {
        if (!SkipOperator(text))
            throw Unexpected($"'{text}'");
    }

    /// <summary>The fault of another token than was expected.</summary>
    public TemplateSyntaxFault Unexpected(string expected) => new(Current.Offset, $"Expected {expected}, got {Current.Describe()}.");

    /// <summary>Checks that the thread's stack has room for another level of nesting.</summary>
    public void CheckNesting()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new TemplateSyntaxFault(Current.Offset, "The template nests too deeply.");
    }
}
