using FoundationModels.Benchmarks.Engines;

namespace FoundationModels.Benchmarks.Masks;

/// <summary>This SDK's grammar engine.</summary>
internal sealed class OwnMaskEngine(Tokenizer tokenizer, int endToken) : IMaskEngine
{
    /// <summary>The corpus has every order of properties and every spelling of numbers.</summary>
    private readonly GrammarCompiler _compiler = new(new GrammarOptions { PropertyOrder = PropertyOrder.Any, Spelling = GrammarSpelling.Any });

    private readonly TokenVocabulary _vocabulary = TokenVocabulary.FromTokenizer(tokenizer, [endToken]);

    /// <inheritdoc/>
    public string Name => EngineNames.Ours;

    /// <inheritdoc/>
    public IMaskMatcher Compile(string schema)
    {
        try
        {
            return new OwnMaskMatcher(new GrammarMatcher(_compiler.Compile(Grammar.JsonSchema(schema)), _vocabulary));
        }
        catch (Exception e) when (MaskEngineException.IsRecorded(e))
        {
            throw MaskEngineException.Of(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
