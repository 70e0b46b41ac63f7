using System.ComponentModel;
using FoundationModels.Sessions;
using FoundationModels.Tools;

namespace FoundationModels;

/// <summary>A conversation with a language model: it owns the transcript, and adds a turn to it for each response.</summary>
/// <remarks>
/// One request at a time: use a session for each conversation. Models can be shared, also between threads. A turn that fails or is cancelled
/// leaves the transcript as it was. Disposing a session while it responds stops the model and lets that response fail with
/// <see cref="ObjectDisposedException"/>; the model itself stays usable. All members may be called from any thread.
/// </remarks>
public sealed partial class LanguageModelSession : IAsyncDisposable, INotifyPropertyChanged
{
    private static readonly GenerationOptions DefaultOptions = new();

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lifetime = new();
    private ILanguageModel _model;
    private Transcript _transcript;
    private Turn? _turn;
    private Usage _usage;
    private bool _disposed;

    /// <summary>Initializes a session for a new conversation with the default model.</summary>
    /// <param name="instructions">What the developer tells the model about its task, or null.</param>
    public LanguageModelSession(Instructions? instructions = null)
        : this(SystemLanguageModel.Default, instructions)
    {
    }

    /// <summary>Initializes a session that goes on with a conversation, with the default model.</summary>
    /// <param name="transcript">The conversation so far, its instructions included.</param>
    public LanguageModelSession(Transcript transcript)
        : this(SystemLanguageModel.Default, transcript)
    {
    }

    /// <summary>Initializes a session for a new conversation.</summary>
    /// <param name="model">The model that answers. The session does not dispose it.</param>
    /// <param name="instructions">What the developer tells the model about its task, or null.</param>
    public LanguageModelSession(ILanguageModel model, Instructions? instructions = null)
        : this(model, instructions is null ? Transcript.Empty : [instructions.ToEntry()])
    {
    }

    /// <summary>Initializes a session that goes on with a conversation.</summary>
    /// <param name="model">The model that answers. The session does not dispose it.</param>
    /// <param name="transcript">The conversation so far, its instructions included.</param>
    public LanguageModelSession(ILanguageModel model, Transcript transcript)
        : this(model, transcript, ToolSet.Empty)
    {
    }

    /// <summary>Initializes a session with tools for a new conversation with the default model.</summary>
    /// <param name="tools">The tools, and classes whose methods are tools.</param>
    /// <param name="instructions">What the developer tells the model about its task, or null.</param>
    /// <param name="toolOptions">How tools are called; null is the defaults.</param>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public LanguageModelSession(IEnumerable<IToolSource> tools, Instructions? instructions = null, ToolOptions? toolOptions = null)
        : this(SystemLanguageModel.Default, tools, instructions, toolOptions)
    {
    }

    /// <summary>Initializes a session with tools for a new conversation.</summary>
    /// <param name="model">The model that answers. The session does not dispose it.</param>
    /// <param name="tools">The tools, and classes whose methods are tools.</param>
    /// <param name="instructions">What the developer tells the model about its task, or null.</param>
    /// <param name="toolOptions">How tools are called; null is the defaults.</param>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public LanguageModelSession(ILanguageModel model, IEnumerable<IToolSource> tools, Instructions? instructions = null, ToolOptions? toolOptions = null)
        : this(model, instructions is null ? Transcript.Empty : [instructions.ToEntry()], ToolSet.Of(tools, toolOptions))
    {
    }

    /// <summary>Initializes a session with tools that goes on with a conversation.</summary>
    /// <param name="model">The model that answers. The session does not dispose it.</param>
    /// <param name="transcript">The conversation so far, its instructions included.</param>
    /// <param name="tools">The tools, and classes whose methods are tools.</param>
    /// <param name="toolOptions">How tools are called; null is the defaults.</param>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public LanguageModelSession(ILanguageModel model, Transcript transcript, IEnumerable<IToolSource> tools, ToolOptions? toolOptions = null)
        : this(model, transcript, ToolSet.Of(tools, toolOptions))
    {
    }

    private LanguageModelSession(ILanguageModel model, Transcript transcript, ToolSet tools)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(transcript);
        _model = model;
        ToolSet = tools;
        _transcript = transcript;
    }

    /// <summary>Tells that <see cref="IsResponding"/>, <see cref="Transcript"/> or <see cref="Usage"/> changed.</summary>
    /// <remarks>Raised on the thread that begins or ends the turn, which need not be the caller's.</remarks>
    public event PropertyChangedEventHandler? PropertyChanged;

    /// <summary>Gets or sets the model that answers. Another one goes on with the conversation from the next turn: with other adapters, for example.</summary>
    /// <exception cref="ConcurrentRequestsException">It was set while the session was responding.</exception>
    public ILanguageModel Model
    {
        get
        {
            lock (_gate)
                return _model;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            lock (_gate)
            {
                if (_turn is not null)
                    throw new ConcurrentRequestsException();
                _model = value;
            }
        }
    }

    /// <summary>Gets the tools that the model may call.</summary>
    public IReadOnlyList<ToolDefinition> Tools => ToolSet.Definitions;

    /// <summary>Gets the tools with what they do.</summary>
    internal ToolSet ToolSet { get; }

    /// <summary>Gets whether a response is being generated.</summary>
    public bool IsResponding
    {
        get
        {
            lock (_gate)
                return _turn is not null;
        }
    }

    /// <summary>Gets or sets the conversation. It holds complete turns only.</summary>
    /// <exception cref="TranscriptMutationException">It was set while the session was responding.</exception>
    /// <exception cref="ObjectDisposedException">It was set after the session was disposed.</exception>
    public Transcript Transcript
    {
        get
        {
            lock (_gate)
                return _transcript;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_turn is not null)
                    throw new TranscriptMutationException();
                _transcript = value;
            }

            OnPropertyChanged(nameof(Transcript));
        }
    }

    /// <summary>Gets the tokens of all responses so far, also of those that failed or were cancelled, as far as the model told.</summary>
    public Usage Usage
    {
        get
        {
            lock (_gate)
                return _usage;
        }
    }

    /// <summary>Gets whether the session was disposed.</summary>
    internal bool IsDisposed
    {
        get
        {
            lock (_gate)
                return _disposed;
        }
    }

    /// <summary>Asks the model and waits for the complete response.</summary>
    /// <param name="prompt">What is asked; a string does.</param>
    /// <param name="options">How to answer; null is the defaults.</param>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <exception cref="ConcurrentRequestsException">The session is still responding.</exception>
    /// <exception cref="ContextSizeExceededException">The conversation does not fit the model's context window.</exception>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    /// <exception cref="ObjectDisposedException">The session is disposed, or was while it was responding.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<Response<string>> RespondAsync(
        Prompt prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamResponseAsync(prompt, options, cancellationToken).CollectAsync(CancellationToken.None);

    /// <summary>Asks the model and follows the response while it is being generated.</summary>
    /// <param name="prompt">What is asked; a string does.</param>
    /// <param name="options">How to answer; null is the defaults.</param>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <returns>A stream that begins when it is enumerated, and throws there what <see cref="RespondAsync(Prompt, GenerationOptions?, CancellationToken)"/> throws.</returns>
    public ResponseStream<string> StreamResponseAsync(
        Prompt prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        Transcript.Prompt entry = prompt.ToEntry(options ?? DefaultOptions);
        return new ResponseStream<string>(
            enumeration => Begin(entry, null, cancellationToken, enumeration), static () => new TextSnapshotReader(), ResponseParser.Text);
    }

    /// <summary>Counts the tokens that the conversation takes as the input of a request, with the tools of the session.</summary>
    /// <param name="prompt">The next prompt, or null to count what there is.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    public ValueTask<int> CountTokensAsync(Prompt? prompt = null, CancellationToken cancellationToken = default)
    {
        Transcript transcript = Transcript;
        return Model.CountTokensAsync(prompt is null ? transcript : transcript.Append(prompt.ToEntry(DefaultOptions)), Tools, cancellationToken);
    }

    /// <summary>Lets the model get ready for the next prompt, in the background. A hint: what goes wrong shows at the next response.</summary>
    /// <param name="promptPrefix">The beginning of the next prompt where it is known, or null.</param>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public void Prewarm(Prompt? promptPrefix = null) =>
        _ = PrewarmAsync(promptPrefix, CancellationToken.None).ContinueWith(
            static task => _ = task.Exception,
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Lets the model get ready for the next prompt: load, and process the instructions and the conversation so far.</summary>
    /// <param name="promptPrefix">The beginning of the next prompt where it is known, or null.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public Task PrewarmAsync(Prompt? promptPrefix = null, CancellationToken cancellationToken = default)
    {
        Transcript transcript;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            transcript = _transcript;
        }

        if (promptPrefix is not null)
            transcript = transcript.Append(promptPrefix.ToEntry(DefaultOptions));
        return Task.Run(
            async () =>
            {
                using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(_lifetime.Token, cancellationToken);
                await Model.PrewarmAsync(new LanguageModelRequest(transcript, DefaultOptions) { Tools = Tools }, linked.Token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Ends the session: stops a response that is being generated, which then fails with <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>A task that ends once the model no longer works for this session's response.</returns>
    public async ValueTask DisposeAsync()
    {
        Turn? turn;
        lock (_gate)
        {
            _disposed = true;
            turn = _turn;
        }

        await _lifetime.CancelAsync().ConfigureAwait(false);
        if (turn is not null)
            await turn.ModelEnded.ConfigureAwait(false);
    }

    /// <summary>Adds the entries of a completed turn to the transcript.</summary>
    internal void Commit(Transcript entries, Usage usage)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _transcript = _transcript.Append([.. entries]);
            _usage += usage;
        }
    }

    /// <summary>Makes the session free for the next turn.</summary>
    /// <param name="committed">Whether the turn was completed.</param>
    /// <param name="usage">The tokens of a turn that was not.</param>
    internal void End(bool committed, Usage usage)
    {
        lock (_gate)
        {
            if (!committed)
                _usage += usage;
            _turn = null;
        }

        OnPropertyChanged(nameof(IsResponding));
        OnPropertyChanged(nameof(Usage));
        if (committed)
            OnPropertyChanged(nameof(Transcript));
    }

    /// <summary>Raises <see cref="PropertyChanged"/>.</summary>
    internal void OnPropertyChanged(string property) => PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(property));

    private Turn Begin(Transcript.Prompt prompt, Grammar? grammar, CancellationToken callToken, CancellationToken enumerationToken)
    {
        callToken.ThrowIfCancellationRequested();
        enumerationToken.ThrowIfCancellationRequested();
        if ((prompt.ResponseFormat is not null || grammar is not null) && !Model.Capabilities.HasFlag(LanguageModelCapabilities.GuidedGeneration))
            throw new UnsupportedCapabilityException(Model.Id, LanguageModelCapabilities.GuidedGeneration);
        if (Tools.Count > 0 && prompt.Options.ToolCallingMode != ToolCallingMode.None && !Model.Capabilities.HasFlag(LanguageModelCapabilities.ToolCalling))
            throw new UnsupportedCapabilityException(Model.Id, LanguageModelCapabilities.ToolCalling);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_turn is not null)
                throw new ConcurrentRequestsException();
            return _turn = new Turn(this, _transcript, prompt, grammar, _lifetime.Token, callToken, enumerationToken);
        }
    }
}
