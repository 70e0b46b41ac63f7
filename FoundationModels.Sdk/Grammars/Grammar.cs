namespace FoundationModels;

/// <summary>A description of the texts that a response may be. <see cref="GrammarCompiler"/> makes it ready for use.</summary>
public abstract class Grammar
{
    private protected Grammar()
    {
    }

    /// <summary>JSON that a schema accepts.</summary>
    /// <param name="schema">A JSON Schema of draft 04, 06, 07, 2019-09 or 2020-12, as JSON text.</param>
    public static Grammar JsonSchema(string schema) => new JsonSchemaGrammar(schema ?? throw new ArgumentNullException(nameof(schema)));

    /// <summary>JSON that a schema accepts which was compiled before.</summary>
    /// <param name="image">The compiled schema. Where it is of another version or the options ask for something else, the schema is compiled instead.</param>
    /// <param name="schema">The JSON Schema that it was compiled from.</param>
    internal static Grammar FromImage(ReadOnlyMemory<byte> image, string schema) => new JsonSchemaGrammar(schema, image);

    /// <summary>Text that matches a regular expression as a whole.</summary>
    /// <param name="pattern">A pattern in the syntax of ECMA-262.</param>
    public static Grammar Regex(string pattern) => new RegexGrammar(pattern ?? throw new ArgumentNullException(nameof(pattern)));

    /// <summary>One of several texts.</summary>
    /// <param name="texts">The texts, at least one.</param>
    public static Grammar Choice(params IEnumerable<string> texts) => new ChoiceGrammar([.. texts]);

    /// <summary>Text of a context-free grammar in Lark's or GBNF's notation.</summary>
    /// <param name="text">The grammar. A rule named <c>start</c> (Lark) or <c>root</c> (GBNF) is where it begins.</param>
    public static Grammar Ebnf(string text) => new EbnfTextGrammar(text ?? throw new ArgumentNullException(nameof(text)));

    /// <summary>Any text up to a length.</summary>
    /// <param name="maximumLength">The most Unicode characters; null for no bound.</param>
    public static Grammar Text(int? maximumLength = null) => new FreeTextGrammar(maximumLength);
}
