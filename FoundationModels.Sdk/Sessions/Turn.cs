using System.Diagnostics;

namespace FoundationModels.Sessions;

/// <summary>One prompt and its response. It becomes part of the transcript when it is completed, and leaves no trace otherwise.</summary>
internal sealed class Turn : IAsyncDisposable
{
    private readonly LanguageModelSession _session;
    private readonly Transcript _before;
    private readonly Transcript.Prompt _prompt;
    private readonly Grammar? _grammar;
    private readonly CancellationToken _callToken;
    private readonly CancellationToken _enumerationToken;
    private readonly CancellationTokenSource _cancellation;
    private readonly long _start = Stopwatch.GetTimestamp();
    private TurnTelemetry? _telemetry;
    private volatile Task<LanguageModelResponse>? _generation;
    private bool _committed;

    /// <summary>Initializes the turn; nothing runs yet.</summary>
    /// <param name="session">The session that the turn belongs to.</param>
    /// <param name="before">The transcript that the turn adds to.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="grammar">The grammar that the answer follows, where that is no schema; null for free text.</param>
    /// <param name="lifetime">Is cancelled when the session is disposed.</param>
    /// <param name="callToken">Is cancelled by whoever asked.</param>
    /// <param name="enumerationToken">Is cancelled by whoever enumerates the response.</param>
    public Turn(
        LanguageModelSession session,
        Transcript before,
        Transcript.Prompt prompt,
        Grammar? grammar,
        CancellationToken lifetime,
        CancellationToken callToken,
        CancellationToken enumerationToken)
    {
        _session = session;
        _before = before;
        _prompt = prompt;
        _grammar = grammar;
        _callToken = callToken;
        _enumerationToken = enumerationToken;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(lifetime, callToken, enumerationToken);
    }

    /// <summary>Gets what the model said so far.</summary>
    public TurnOutput Output { get; } = new();

    /// <summary>Gets a task that ends, without a fault, once the model no longer works for this turn.</summary>
    public Task ModelEnded => _generation?.ContinueWith(
        static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default) ?? Task.CompletedTask;

    /// <summary>Starts the generation.</summary>
    public void Start()
    {
        ObjectDisposedException.ThrowIf(_session.IsDisposed, _session);
        LanguageModelRequest request = new(_before.Append(_prompt), _prompt.Options) { ResponseSchema = _prompt.ResponseFormat?.Schema, Grammar = _grammar };
        _telemetry = TurnTelemetry.Start(_session.Model.Id, _prompt.Options);
        // A model may do work before its first await, and the caller's thread may be one that draws a user interface.
        _generation = Task.Run(() => GenerateAsync(request, _cancellation.Token), CancellationToken.None);
        _session.OnPropertyChanged(nameof(LanguageModelSession.IsResponding));
    }

    /// <summary>Waits for the end of the response and adds the turn to the session's transcript.</summary>
    public async Task<Response<T>> CompleteAsync<T>(Func<string, ParsedResponse<T>> parse)
    {
        try
        {
            LanguageModelResponse response = await _generation!.ConfigureAwait(false);
            ParsedResponse<T> parsed = parse(Output.Text);
            Transcript entries = [_prompt, new Transcript.Response([parsed.Segment]) { Tokens = response.Tokens }];
            _session.Commit(entries, response.Usage);
            _committed = true;
            _telemetry?.Succeeded(response, Output.FirstText);
            return new Response<T>(parsed, response, entries, _session.Model.Id, Stopwatch.GetElapsedTime(_start));
        }
        catch (Exception e)
        {
            Exception seen = AsSeenByTheCaller(e);
            _telemetry?.Failed(seen, Output.Usage);
            if (ReferenceEquals(seen, e))
                throw;
            throw seen;
        }
    }

    /// <summary>Ends the turn: stops the model where it still works, and makes the session free for the next one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_generation is { IsCompleted: false })
            await _cancellation.CancelAsync().ConfigureAwait(false);
        await ModelEnded.ConfigureAwait(false);
        _cancellation.Dispose();
        _telemetry?.Abandoned(Output.Usage);
        _session.End(_committed, Output.Usage);
    }

    private async Task<LanguageModelResponse> GenerateAsync(LanguageModelRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _session.Model.GenerateAsync(request, Output, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Output.Close();
        }
    }

    private Exception AsSeenByTheCaller(Exception e)
    {
        if (e is not ObjectDisposedException && _session.IsDisposed)
        {
            return new ObjectDisposedException(
                $"The session was disposed while it was responding. Await or cancel the response before. ({e.Message})", e);
        }

        if (e is not OperationCanceledException)
            return e;
        CancellationToken token = _callToken.IsCancellationRequested ? _callToken : _enumerationToken;
        return token.IsCancellationRequested ? new OperationCanceledException(e.Message, e, token) : e;
    }
}
