using FoundationModels.Cli.Arguments;

namespace FoundationModels.Cli.Chat;

/// <summary>The model and the session that a chat talks to at the moment. The transcript is its whole state, so that either can be replaced.</summary>
internal sealed class Conversation : IAsyncDisposable
{
    private readonly FmEnvironment _environment;
    private ModelSettings _settings;
    private OpenedModel _opened;
    private Usage _earlier;

    private Conversation(FmEnvironment environment, ModelSettings settings, OpenedModel opened, Transcript transcript)
    {
        _environment = environment;
        _settings = settings;
        _opened = opened;
        Session = new LanguageModelSession(opened.Model, transcript);
    }

    /// <summary>Gets the session.</summary>
    public LanguageModelSession Session { get; private set; }

    /// <summary>Gets the model's name.</summary>
    public string ModelId => _opened.Model.Id;

    /// <summary>Gets the tokens of the chat so far, with every model.</summary>
    public Usage Usage => _earlier + Session.Usage;

    /// <summary>Gets the instructions, or null where there are none.</summary>
    public string? Instructions => Session.Transcript.OfType<Transcript.Instructions>().FirstOrDefault()?.Text;

    /// <summary>Opens the model and begins.</summary>
    public static async Task<Conversation> BeginAsync(
        FmEnvironment environment, ModelSettings settings, Transcript transcript, CancellationToken cancellationToken) =>
        new(environment, settings, await environment.OpenModelAsync(settings, cancellationToken), transcript);

    /// <summary>Goes on with other instructions.</summary>
    public void ReplaceInstructions(string text) =>
        Session.Transcript = [new Transcript.Instructions(text), .. Session.Transcript.History];

    /// <summary>Forgets everything but the instructions.</summary>
    public void Clear() => Session.Transcript = [.. Session.Transcript.OfType<Transcript.Instructions>().Take(1)];

    /// <summary>Goes on with another model. If it cannot be opened, nothing changes.</summary>
    public async Task ReplaceModelAsync(string path, CancellationToken cancellationToken)
    {
        ModelSettings settings = _settings with { Path = path };
        OpenedModel opened = await _environment.OpenModelAsync(settings, cancellationToken);
        Transcript transcript = Session.Transcript;
        _earlier = Usage;
        await DisposeAsync();
        _settings = settings;
        _opened = opened;
        Session = new LanguageModelSession(opened.Model, transcript);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await _opened.DisposeAsync();
    }
}
