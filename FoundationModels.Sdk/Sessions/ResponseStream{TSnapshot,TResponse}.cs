using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using FoundationModels.Sessions;

namespace FoundationModels;

/// <summary>A response while it is being generated. It starts when it is enumerated or collected, which can be done once.</summary>
/// <remarks>
/// The session is responding from the first step of the enumeration to its end. Leaving early (<c>break</c>, an exception, cancellation)
/// stops the model and takes the turn back; the session can be used again at once. Only an enumeration that reaches its end adds the turn to
/// the transcript. A slow reader misses no text: it gets larger steps.
/// </remarks>
/// <typeparam name="TSnapshot">The type of the content while it is being generated.</typeparam>
/// <typeparam name="TResponse">The type of the content when it is complete.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "It has the name of its counterpart in Apple's framework.")]
public class ResponseStream<TSnapshot, TResponse> : IAsyncEnumerable<ResponseSnapshot<TSnapshot>>
{
    private readonly Func<CancellationToken, Turn> _begin;
    private readonly Func<ISnapshotReader<TSnapshot>> _read;
    private readonly Func<string, ParsedResponse<TResponse>> _parse;
    private Response<TResponse>? _response;
    private int _started;

    internal ResponseStream(
        Func<CancellationToken, Turn> begin, Func<ISnapshotReader<TSnapshot>> read, Func<string, ParsedResponse<TResponse>> parse)
    {
        _begin = begin;
        _read = read;
        _parse = parse;
    }

    /// <summary>Enumerates what the response holds so far, each time that something was added.</summary>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <exception cref="InvalidOperationException">The stream was enumerated before.</exception>
    /// <exception cref="ConcurrentRequestsException">The session is responding to something else.</exception>
    /// <exception cref="GeneratedContentParsingException">The response does not have the form that was asked for.</exception>
    public async IAsyncEnumerator<ResponseSnapshot<TSnapshot>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        ISnapshotReader<TSnapshot> reader = _read();
        await foreach (TurnUpdate update in FollowAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reader.Read(update) is { } snapshot)
                yield return snapshot;
        }
    }

    /// <summary>Enumerates the pieces of text as they come.</summary>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <exception cref="InvalidOperationException">The stream was enumerated before.</exception>
    /// <exception cref="ConcurrentRequestsException">The session is responding to something else.</exception>
    public async IAsyncEnumerable<string> Deltas([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (TurnUpdate update in FollowAsync(cancellationToken).ConfigureAwait(false))
            yield return update.Delta;
    }

    /// <summary>Returns the complete response: waits for it, or gives the one that an enumeration has reached the end of.</summary>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <exception cref="InvalidOperationException">The stream was enumerated before and not to its end.</exception>
    /// <exception cref="ConcurrentRequestsException">The session is responding to something else.</exception>
    /// <exception cref="GeneratedContentParsingException">The response does not have the form that was asked for.</exception>
    public async Task<Response<TResponse>> CollectAsync(CancellationToken cancellationToken = default)
    {
        if (_response is { } finished)
            return finished;
        Turn turn = Begin(cancellationToken);
        await using (turn.ConfigureAwait(false))
        {
            turn.Start();
            return _response = await turn.CompleteAsync(_parse).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<TurnUpdate> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Turn turn = Begin(cancellationToken);
        await using (turn.ConfigureAwait(false))
        {
            turn.Start();
            while (await turn.Output.ReadAsync().ConfigureAwait(false) is { } update)
                yield return update;
            _response = await turn.CompleteAsync(_parse).ConfigureAwait(false);
        }
    }

    private Turn Begin(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
            throw new InvalidOperationException("The stream was enumerated before. Ask the session again for another response.");
        return _begin(cancellationToken);
    }
}
