using FoundationModels.Generation;
using FoundationModels.Inference;
using FoundationModels.Inference.Onnx;
using FoundationModels.Packages;
using FoundationModels.Tokenization;

namespace FoundationModels.Models;

/// <summary>A loaded model: the decoder over its weights, its tokenizer and its chat template.</summary>
internal sealed class ModelEngine : IDisposable
{
    private readonly AdapterBank _adapters;
    private readonly Lazy<TokenVocabulary> _vocabulary;
    private readonly ResponseGrammars _grammars = new();

    private ModelEngine(ModelManifest manifest, PromptEncoder prompts, Decoder decoder, AdapterBank adapters)
    {
        Manifest = manifest;
        _adapters = adapters;
        Prompts = prompts;
        Decoder = decoder;
        // Only guided requests need it, and it takes a moment to make.
        _vocabulary = new Lazy<TokenVocabulary>(() => TokenVocabulary.FromTokenizer(prompts.Tokenizer, [.. manifest.EndOfTurnTokens], prompts.ToolCalls.Marks));
    }

    /// <summary>Gets what the model's package says of it.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Gets the tokenizer.</summary>
    public Tokenizer Tokenizer => Prompts.Tokenizer;

    /// <summary>Gets the encoder of transcripts.</summary>
    public PromptEncoder Prompts { get; }

    /// <summary>Gets the decoder.</summary>
    public Decoder Decoder { get; }

    /// <summary>Loads a package.</summary>
    /// <exception cref="ModelFormatException">A file of the package is damaged or unsupported.</exception>
    /// <exception cref="InferenceException">The runtime cannot run it.</exception>
    public static ModelEngine Load(ModelPackage package, SystemLanguageModelOptions options, CancellationToken cancellationToken)
    {
        // The tokenizer and the graph take about the same time to load and share nothing.
        Task<PromptEncoder> promptsLoad = Task.Run(() => PromptEncoder.Load(package), cancellationToken);
        OnnxBackendOptions backendOptions = new()
        {
            Threads = options.Threads,
            Spinning = options.Spinning,
            LargePages = options.LargePages,
            ExecutionProvider = options.ExecutionProvider,
        };
        OnnxBackend backend = OnnxBackend.Load(package.Folder, package.Manifest, backendOptions, cancellationToken);
        try
        {
            PromptEncoder prompts = promptsLoad.GetAwaiter().GetResult();
            DecoderOptions decoderOptions = new()
            {
                MaximumKeyValueBytes = options.MaximumCacheBytes,
                RetainedKeyValueBytes = options.MaximumCacheBytes / 2,
            };
            Decoder decoder = new(backend, () => new StreamingTokenDecoder(prompts.Tokenizer), decoderOptions);
            return new ModelEngine(package.Manifest, prompts, decoder, new AdapterBank(backend, package.Manifest));
        }
        catch
        {
            backend.Dispose();
            throw;
        }
    }

    /// <summary>Loads adapters where they are not, and keeps them until the lease is disposed; null where no adapter acts.</summary>
    /// <exception cref="AdapterMismatchException">One was made for another model.</exception>
    public Task<AdapterLease?> RentAsync(IReadOnlyList<WeightedAdapter> adapters, CancellationToken cancellationToken) =>
        _adapters.RentAsync(adapters, cancellationToken);

    /// <summary>Answers a request.</summary>
    /// <exception cref="ContextSizeExceededException">The request leaves no room for a token of the response.</exception>
    /// <exception cref="AdapterMismatchException">An adapter was made for another model.</exception>
    public async Task<LanguageModelResponse> GenerateAsync(
        LanguageModelRequest request, GenerationChannel output, IReadOnlyList<WeightedAdapter> adapters, CancellationToken cancellationToken)
    {
        int[] prompt = Prompts.Encode(request.Transcript, request.Tools, true, cancellationToken);
        if (prompt.Length >= Manifest.ContextSize)
            throw new ContextSizeExceededException(Manifest.ContextSize, prompt.Length);

        using AdapterLease? lease = await RentAsync(adapters, cancellationToken).ConfigureAwait(false);
        request = await WithChosenToolAsync(request, prompt, lease, cancellationToken).ConfigureAwait(false);
        CompiledGrammar? grammar = _grammars.Find(request, Prompts.ToolCalls, cancellationToken);
        ToolCallReader? calls = request.ToolCallingMode == ToolCallingMode.None
            ? null
            : new ToolCallReader(Prompts.ToolCalls, output.AppendText, request.IsGuided ? request.Tools : null);
        DecodeRequest decode = new()
        {
            Prompt = prompt,
            Guide = grammar is null ? null : new ResponseGuide(grammar, _vocabulary.Value, Tokenizer),
            Options = request.Options,
            EndOfTurnTokens = Manifest.EndOfTurnTokens,
            Key = KeyOf(lease),
            Adapter = lease?.Adapter,
            OnText = calls is null ? output.AppendText : calls.Append,
            OnUsage = output.UpdateUsage,
        };
        DecodeResult result = await Decoder.GenerateAsync(decode, cancellationToken).ConfigureAwait(false);
        calls?.Complete();
        bool hasCalls = calls is { Calls.Count: > 0 };
        return new LanguageModelResponse(hasCalls ? FinishReason.ToolCalls : result.FinishReason, result.Usage)
        {
            ToolCalls = calls?.Calls ?? [],
            ForcedTokens = decode.Guide?.ForcedTokens ?? 0,
            MessageWithCalls = hasCalls ? result.Text : null,
            LogProbabilities = [.. result.LogProbabilities.Select(ToPublic)],
            Tokens = new GeneratedTokens(TokensOfText(result), Prompts.VocabularyKey),
        };
    }

    /// <summary>Processes what every request that goes on from a transcript will begin with.</summary>
    public async Task PrewarmAsync(
        Transcript transcript, IReadOnlyList<ToolDefinition> tools, IReadOnlyList<WeightedAdapter> adapters, CancellationToken cancellationToken)
    {
        using AdapterLease? lease = await RentAsync(adapters, cancellationToken).ConfigureAwait(false);
        int[] prefix = Prompts.EncodeSharedPrefix(transcript, tools, cancellationToken);
        if (prefix.Length > 0 && prefix.Length < Manifest.ContextSize)
            await Decoder.PrewarmAsync(prefix, KeyOf(lease), lease?.Adapter, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _adapters.Dispose();
        Decoder.Dispose();
    }

    private PrefixKey KeyOf(AdapterLease? lease) => PrefixKey.For(Manifest) with { Adapters = lease?.Key };

    private async Task<LanguageModelRequest> WithChosenToolAsync(
        LanguageModelRequest request, int[] prompt, AdapterLease? lease, CancellationToken cancellationToken)
    {
        if (request.Options.ToolChoice != ToolChoice.Scored || request.ToolCallingMode != ToolCallingMode.Required || request.Tools.Count < 2)
            return request;
        ToolNameScorer scorer = new(Decoder, Tokenizer, KeyOf(lease), lease?.Adapter);
        string name = await scorer.ChooseAsync(prompt, request.Tools, Prompts.ToolCalls, cancellationToken).ConfigureAwait(false);
        return new LanguageModelRequest(request.Transcript, request.Options with { ToolCallingMode = ToolCallingMode.Tool(name), AllowsParallelToolCalls = false })
        {
            Tools = request.Tools,
        };
    }

    private TokenLogProbabilities ToPublic(StepLogProbabilities step) =>
        new(ToPublic(step.Chosen)) { MostLikely = [.. step.MostLikely.Select(ToPublic)] };

    private TokenLogProbability ToPublic(ScoredToken scored) => new(scored.Token, Tokenizer.Decode([scored.Token]), scored.LogProbability);

    private static ReadOnlyMemory<int> TokensOfText(DecodeResult result) => result.FinishReason switch
    {
        FinishReason.Length => result.Tokens.ToArray(),
        FinishReason.EndOfTurn => result.Tokens.Take(result.Tokens.Count - (result.HasEndToken ? 1 : 0)).ToArray(),

        // The tokens of a stop sequence may begin in the middle of what came before: the text has to be tokenized anew.
        _ => default,
    };
}
