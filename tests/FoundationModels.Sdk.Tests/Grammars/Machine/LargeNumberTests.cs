namespace FoundationModels.Sdk.Tests.Grammars.Machine;

/// <summary>Numbers that canonical spelling, which has no exponents, cannot write.</summary>
internal sealed class LargeNumberTests
{
    [TestCase("""{"const":1e30}""")]
    [TestCase("""{"const":1e-30}""")]
    [TestCase("""{"type":"number","minimum":1e25}""")]
    [TestCase("""{"type":"integer","exclusiveMaximum":-1e25}""")]
    [TestCase("""{"type":"object","properties":{"a":{"const":1e30}},"required":["a"]}""")]
    public void Compile_NothingElseFits_IsRefused(string schema)
    {
        Assert.That(() => new GrammarCompiler().Compile(Grammar.JsonSchema(schema)), Throws.TypeOf<GrammarException>());
        Assert.That(() => new GrammarCompiler(new GrammarOptions { Spelling = GrammarSpelling.Any }).Compile(Grammar.JsonSchema(schema)), Throws.Nothing);
    }

    [TestCase("""{"type":"number","maximum":1e30}""", "5")]
    [TestCase("""{"type":"integer","minimum":-1e30}""", "5")]
    [TestCase("""{"type":"integer","minimum":9223372036854775807}""", "9223372036854775807")]
    [TestCase("""{"enum":[1e30,7]}""", "7")]
    public void Compile_OtherNumbersFit_TakesThem(string schema, string text)
    {
        var state = new GrammarCompiler().Compile(Grammar.JsonSchema(schema)).Start;
        foreach (char c in text)
            state = state?.Step((byte)c);

        Assert.That(state?.IsAccepting, Is.True);
    }
}
