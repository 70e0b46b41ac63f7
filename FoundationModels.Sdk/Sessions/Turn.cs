using System.Diagnostics;
using FoundationModels.Generation;
using FoundationModels.Tools;

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
        _telemetry = TurnTelemetry.Start(_session.Model.Id, _prompt.Options);
        // A model may do work before its first await, and the caller's thread may be one that draws a user interface.
        _generation = Task.Run(() => GenerateAsync(_cancellation.Token), CancellationToken.None);
        _session.OnPropertyChanged(nameof(LanguageModelSession.IsResponding));
    }

    /// <summary>Waits for the end of the response and adds the turn to the session's transcript.</summary>
    public async Task<Response<T>> CompleteAsync<T>(Func<string, ParsedResponse<T>> parse)
    {
        try
        {
            LanguageModelResponse response = await _generation!.ConfigureAwait(false);
            ParsedResponse<T> parsed = parse(Output.Text);
            Transcript entries = [_prompt, .. Output.Entries, new Transcript.Response([parsed.Segment]) { Tokens = response.Tokens }];
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

    private async Task<LanguageModelResponse> GenerateAsync(CancellationToken cancellationToken)
    {
        try
        {
            GenerationOptions options = _prompt.Options;
            Usage usage = default;
            for (int rounds = 0; ; rounds++)
            {
                LanguageModelResponse response = await _session.Model.GenerateAsync(Request(options), Output, cancellationToken).ConfigureAwait(false);
                usage += response.Usage;
                if (response.ToolCalls.Count == 0)
                    return response with { Usage = usage };
                if (rounds == _session.ToolSet.Options.MaximumRounds)
                    throw new FoundationModelsException($"The model called tools {rounds} times and wants to call more. ToolOptions.MaximumRounds allows more rounds.");
                await CallToolsAsync(response, cancellationToken).ConfigureAwait(false);
                options = options with { ToolCallingMode = ModeBehind(options.ToolCallingMode, rounds + 1) };
            }
        }
        finally
        {
            Output.Close();
        }
    }

    private LanguageModelRequest Request(GenerationOptions options) => new([.. _before, _prompt, .. Output.Entries], options)
    {
        ResponseSchema = _prompt.ResponseFormat?.Schema,
        Grammar = _grammar,
        Tools = _session.Tools,
    };

    // A call that was demanded was made, and in the end there has to be an answer.
    private ToolCallingMode? ModeBehind(ToolCallingMode? mode, int rounds)
        => rounds == _session.ToolSet.Options.MaximumRounds ? ToolCallingMode.None : mode is { DemandsCall: true } ? ToolCallingMode.Allowed : mode;

    private async Task CallToolsAsync(LanguageModelResponse response, CancellationToken cancellationToken)
    {
        List<Transcript.Entry> entries = [];
        string said = Output.Text;
        if (!string.IsNullOrWhiteSpace(said))
            entries.Add(new Transcript.Response(said));
        entries.Add(new Transcript.ToolCalls(response.ToolCalls)
        {
            Message = new GeneratedMessage(response.MessageWithCalls, response.Tokens),
        });
        Output.Add(entries);
        Output.Add(await new ToolRunner(_session.ToolSet).RunAsync(response.ToolCalls, cancellationToken).ConfigureAwait(false));
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
