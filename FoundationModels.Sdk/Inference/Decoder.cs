using System.Globalization;
using FoundationModels.Tokenization;

namespace FoundationModels.Inference;

/// <summary>Continues token sequences with a model. Safe for use from many threads: responses take turns.</summary>
internal sealed class Decoder : IDisposable
{
    private readonly InferenceScheduler _scheduler;
    private readonly Func<ITokenText> _tokenText;

    /// <summary>Initializes the decoder.</summary>
    /// <param name="backend">The model; the decoder owns it.</param>
    /// <param name="tokenText">Makes the text decoder of one response.</param>
    /// <param name="options">Limits, or null for the defaults.</param>
    public Decoder(IInferenceBackend backend, Func<ITokenText> tokenText, DecoderOptions? options = null)
    {
        _tokenText = tokenText;
        ContextSize = backend.ContextSize;
        VocabularySize = backend.VocabularySize;
        _scheduler = new InferenceScheduler(backend, options ?? new DecoderOptions());
    }

    /// <summary>Gets the most tokens of a prompt and its response together.</summary>
    public int ContextSize { get; }

    /// <summary>Gets the number of token ids.</summary>
    public int VocabularySize { get; }

    /// <summary>Continues a prompt.</summary>
    /// <exception cref="ArgumentException">The prompt is empty, fills the context window, or has an id outside the vocabulary.</exception>
    /// <exception cref="KeyValueMemoryException">The responses that are running leave no room for this one.</exception>
    /// <exception cref="InferenceException">The runtime failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The decoder is, or was meanwhile, disposed.</exception>
    public Task<DecodeResult> GenerateAsync(DecodeRequest request, CancellationToken cancellationToken = default)
    {
        SamplingParameters sampling = SamplingParameters.From(request.Options);
        int room = ContextSize - request.Prompt.Length;
        int maximum = Math.Min(request.Options.MaximumResponseTokens ?? room, room);
        if (maximum < 1)
            throw new ArgumentException(Describe($"The prompt has {request.Prompt.Length} tokens and may take {request.Options.MaximumResponseTokens ?? room} more; the context window of {ContextSize} tokens has to have room for one at least."), nameof(request));
        return Start(request, sampling, maximum, cancellationToken);
    }

    /// <summary>Runs tokens without continuing them, so that a later prompt that starts with them skips their prefill.</summary>
    /// <exception cref="ArgumentException">There are no tokens, more than the context window has, or an id is outside the vocabulary.</exception>
    public async Task PrewarmAsync(ReadOnlyMemory<int> tokens, PrefixKey key = default, IBoundAdapter? adapter = null, CancellationToken cancellationToken = default)
    {
        DecodeRequest request = new() { Prompt = tokens, Key = key, Adapter = adapter };
        await Start(request, SamplingParameters.From(request.Options), 0, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs tokens and tells what the model thinks comes next.</summary>
    /// <exception cref="ArgumentException">There are no tokens, more than the context window has, or an id is outside the vocabulary.</exception>
    public Task ReadLogitsAsync(
        ReadOnlyMemory<int> tokens, PrefixKey key, IBoundAdapter? adapter, LogitsCallback onLogits, CancellationToken cancellationToken)
    {
        DecodeRequest request = new() { Prompt = tokens, Key = key, Adapter = adapter, OnLogits = onLogits };
        return Start(request, SamplingParameters.From(request.Options), 0, cancellationToken);
    }

    /// <summary>Ends running responses, each with an <see cref="ObjectDisposedException"/>, and frees the model.</summary>
    public void Dispose() => _scheduler.Dispose();

    private Task<DecodeResult> Start(DecodeRequest request, in SamplingParameters sampling, int maximum, CancellationToken cancellationToken)
    {
        Check(request);
        ActiveDecode decode = new(request, sampling, maximum, VocabularySize, _tokenText(), _scheduler.Disposing, cancellationToken);
        _scheduler.Add(decode);
        return decode.Completion;
    }

    private void Check(DecodeRequest request)
    {
        if (request.Prompt.IsEmpty || request.Prompt.Length > ContextSize)
            throw new ArgumentException(Describe($"The prompt has {request.Prompt.Length} tokens; it has to have 1 to {ContextSize}."), nameof(request));
        foreach (int token in request.Prompt.Span)
        {
            if ((uint)token >= (uint)VocabularySize)
                throw new ArgumentException(Describe($"The prompt has the token {token}; the vocabulary has {VocabularySize}."), nameof(request));
        }
    }

    private static string Describe(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
