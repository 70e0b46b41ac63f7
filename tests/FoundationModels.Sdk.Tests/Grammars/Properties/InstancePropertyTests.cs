using System.Text;
using System.Text.Json.Nodes;

namespace FoundationModels.Sdk.Tests.Grammars.Properties;

/// <summary>A grammar accepts what is valid and nothing else.</summary>
internal sealed class InstancePropertyTests
{
    private static readonly GrammarOptions Everything = new()
    {
        PropertyOrder = PropertyOrder.Any,
        Whitespace = WhitespacePolicy.Any(),
        Spelling = GrammarSpelling.Any,
    };

    [Test]
    public void Values_are_accepted_where_they_are_valid() => Properties.Check(500, of =>
    {
        CompiledGrammar? grammar;
        bool isEmpty = false;
        try
        {
            grammar = new GrammarCompiler(Everything).Compile(Grammar.JsonSchema(of.Schema));
        }
        catch (GrammarException e)
        {
            grammar = null;
            isEmpty = e.Reason.StartsWith("No value is valid", StringComparison.Ordinal);
            if (!isEmpty)
                return null;
        }

        SchemaOracle oracle = new(of.Schema);
        Random random = new(of.Seed);
        RandomValue values = new(random);
        JsonNode? value = grammar is null ? null : JsonNode.Parse(new GrammarMatcher(grammar, SmallVocabulary.Tokens).GetShortestCompletion());
        for (int i = 0; i < 40; i++)
        {
            value = i % 4 == 0 ? values.Make(3) : values.Change(value);
            string text = value?.ToJsonString() ?? "null";
            bool isValid = oracle.Accepts(Encoding.UTF8.GetBytes(text));
            if (Accepts(grammar, text) != isValid)
                return $"{text} is {(isValid ? "valid" : "not valid")}{(isEmpty ? ", and the schema counts as empty" : "")}";
        }

        return null;
    });

    private static bool Accepts(CompiledGrammar? grammar, string text)
    {
        if (grammar is null)
            return false;
        GrammarMatcher matcher = new(grammar, SmallVocabulary.Tokens);
        return Array.TrueForAll(Encoding.UTF8.GetBytes(text), matcher.TryAcceptByte) && matcher.IsAccepting;
    }
}
