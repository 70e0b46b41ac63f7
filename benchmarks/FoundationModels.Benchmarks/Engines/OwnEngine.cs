using System.Globalization;
using FoundationModels.Benchmarks.Masks;
using FoundationModels.Inference;
using FoundationModels.Models;

namespace FoundationModels.Benchmarks.Engines;

/// <summary>This SDK: the model that an app opens, and its decoder as sessions use it.</summary>
internal sealed class OwnEngine : IGuidedEngine
{
    private readonly SystemLanguageModel _model;
    private readonly LanguageModelSession _session;
    private readonly Decoder _decoder;
    private readonly Tokenizer _tokenizer;
    private readonly TokenVocabulary _vocabulary;
    private readonly Dictionary<string, CompiledGrammar> _grammars = [];
    private TokenClock? _clock;
    private int[] _sequence = [];

    /// <summary>Loads the default model and makes a session.</summary>
    public OwnEngine(int threads)
    {
        // The peers' threads spin; so do ours here, for a fair comparison on a machine that has nothing else to do.
        SystemLanguageModelOptions options = new() { Threads = threads, Spinning = threads > 1, StoreFolder = ImportedModel.StoreFolder };
        _model = new SystemLanguageModel(RepositoryFiles.Model, options);
        _session = new LanguageModelSession(_model);
        ModelEngine engine = _model.GetEngineAsync(CancellationToken.None).GetAwaiter().GetResult();
        _decoder = engine.Decoder;
        _tokenizer = engine.Tokenizer;
        _vocabulary = TokenVocabulary.FromTokenizer(_tokenizer, [EndTokens.Find(_tokenizer, RepositoryFiles.Model)]);
        WeightBytes = ImportedModel.WeightBytes(ImportedModel.StoreFolder);
        Description = string.Create(CultureInfo.InvariantCulture, $"{_model.Id}, {threads} threads, spinning {options.Spinning}, large pages {options.LargePages}");
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public long WeightBytes { get; }

    /// <inheritdoc/>
    public Continuation Generate(ReadOnlySpan<int> prompt, int count, TokenClock clock)
    {
        _clock = clock;
        DecodeRequest request = new()
        {
            Prompt = prompt.ToArray(),
            Options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = count },
            OnText = _ => _clock.Tick(),
        };
        clock.Start();
        DecodeResult result = _decoder.GenerateAsync(request).GetAwaiter().GetResult();
        clock.Stop();
        _sequence = [.. prompt, .. result.Tokens];
        return new Continuation([.. result.Tokens], result.Usage.CachedTokens);
    }

    /// <inheritdoc/>
    public Continuation Continue(ReadOnlySpan<int> added, int count, TokenClock clock) => Generate([.. _sequence, .. added], count, clock);

    /// <inheritdoc/>
    public GuidedContinuation Guide(ReadOnlySpan<int> prompt, string? schema, int maximum, BenchmarkClock clock)
    {
        ResponseGuide? guide = schema is null ? null : new ResponseGuide(Compile(schema), _vocabulary, _tokenizer);
        DecodeRequest request = new()
        {
            Prompt = prompt.ToArray(),
            Options = new GenerationOptions { Sampling = SamplingMode.Greedy, MaximumResponseTokens = maximum },
            EndOfTurnTokens = guide is null ? [] : _vocabulary.EndTokens,
            Guide = guide,
        };
        _decoder.PrewarmAsync(request.Prompt).GetAwaiter().GetResult();
        TimeSpan start = clock.Now();
        DecodeResult result = _decoder.GenerateAsync(request).GetAwaiter().GetResult();
        TimeSpan elapsed = clock.Now() - start;
        return new GuidedContinuation([.. result.Tokens.Where(t => !request.EndOfTurnTokens.Contains(t))], elapsed)
        {
            ForcedTokens = guide?.ForcedTokens ?? 0,
            MaskAndSampling = guide?.Time ?? TimeSpan.Zero,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _model.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private CompiledGrammar Compile(string schema)
    {
        if (!_grammars.TryGetValue(schema, out CompiledGrammar? grammar))
            _grammars[schema] = grammar = new GrammarCompiler().Compile(Grammar.JsonSchema(schema));
        return grammar;
    }
}
