using System.Collections.Concurrent;
using FoundationModels.Models;

namespace FoundationModels;

/// <summary>A language model for tests: it says what it was told to say, and remembers what it was asked.</summary>
/// <remarks>
/// It keeps the contract of a real model: options that limit the response, cancellation, the context window and its exception. A token is a
/// word with the white space after it. A reply to a request with a schema has to follow it, unless it is cut off or fails. Safe to share between threads.
/// </remarks>
public sealed class ScriptedLanguageModel : ILanguageModel
{
    private readonly Func<LanguageModelRequest, ScriptedReply> _reply;
    private readonly ConcurrentQueue<LanguageModelRequest> _requests = new();
    private readonly ConcurrentQueue<LanguageModelRequest> _prewarms = new();

    /// <summary>Initializes a model that gives replies in order, one for each request.</summary>
    /// <param name="replies">The replies. A request after the last one fails with a <see cref="FoundationModelsException"/>.</param>
    public ScriptedLanguageModel(params IEnumerable<ScriptedReply> replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        ConcurrentQueue<ScriptedReply> queue = new(replies);
        int total = queue.Count;
        _reply = _ => queue.TryDequeue(out ScriptedReply? next)
            ? next
            : throw new FoundationModelsException($"The script of {total} replies has ended. Give the model a reply for each request.");
    }

    /// <summary>Initializes a model that computes each reply from its request.</summary>
    public ScriptedLanguageModel(Func<LanguageModelRequest, ScriptedReply> reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        _reply = reply;
    }

    /// <inheritdoc/>
    public string Id { get; init; } = "scripted";

    /// <inheritdoc/>
    public ModelAvailability Availability { get; set; } = ModelAvailability.Available;

    /// <inheritdoc/>
    public LanguageModelCapabilities Capabilities { get; init; } = LanguageModelCapabilities.GuidedGeneration | LanguageModelCapabilities.ToolCalling;

    /// <inheritdoc/>
    public int ContextSize { get; init; } = 4096;

    /// <summary>Gets the clock by which delays pass.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the requests for responses so far, in order.</summary>
    public IReadOnlyList<LanguageModelRequest> Requests => [.. _requests];

    /// <summary>Gets the requests to get ready so far, in order.</summary>
    public IReadOnlyList<LanguageModelRequest> Prewarms => [.. _prewarms];

    /// <summary>Makes a model that gives every request the same reply.</summary>
    public static ScriptedLanguageModel Fixed(ScriptedReply reply) => new(_ => reply);

    /// <summary>Makes a model that repeats the last entry of the transcript.</summary>
    public static ScriptedLanguageModel Echo() => new(request => request.Transcript[^1].Text);

    /// <summary>Makes a model whose every response fails.</summary>
    public static ScriptedLanguageModel Failing(Exception failure) => Fixed(new ScriptedReply("") { Failure = failure });

    /// <summary>Makes a model that is not available.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">What is wrong and what to do about it.</param>
    public static ScriptedLanguageModel Unavailable(ModelUnavailableReason reason, string message) =>
        new() { Availability = ModelAvailability.Unavailable(reason, message) };

    /// <inheritdoc/>
    public ValueTask<int> CountTokensAsync(Transcript transcript, CancellationToken cancellationToken = default) => CountTokensAsync(transcript, [], cancellationToken);

    /// <inheritdoc/>
    /// <remarks>A tool has the tokens of its name, its description and its schema.</remarks>
    public ValueTask<int> CountTokensAsync(Transcript transcript, IEnumerable<ToolDefinition> tools, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(tools);
        ThrowIfUnavailable();
        return new ValueTask<int>(ScriptedTokens.Count(transcript, tools));
    }

    /// <inheritdoc/>
    public Task PrewarmAsync(LanguageModelRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        _prewarms.Enqueue(request);
        ThrowIfUnavailable();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<LanguageModelResponse> GenerateAsync(
        LanguageModelRequest request, GenerationChannel output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        _requests.Enqueue(request);
        ThrowIfUnavailable();
        int inputTokens = ScriptedTokens.Count(request.Transcript, request.Tools);
        if (inputTokens >= ContextSize)
            throw new ContextSizeExceededException(ContextSize, inputTokens);

        ScriptedReply reply = _reply(request);
        int limit = Math.Min(request.Options.MaximumResponseTokens ?? int.MaxValue, ContextSize - inputTokens);
        (List<string> pieces, FinishReason finish) = Limit(reply, request.IsGuided ? [] : request.Options.StopSequences, limit);
        if (request.ResponseSchema is { } schema && reply.ToolCalls.Count == 0 && finish == FinishReason.EndOfTurn && reply.Failure is null)
            ScriptedForm.Check(schema, string.Concat(pieces), cancellationToken);
        Usage usage = new(inputTokens, 0, 0);
        output.UpdateUsage(usage);
        foreach (string piece in pieces)
        {
            if (reply.PieceDelay > TimeSpan.Zero)
                await Task.Delay(reply.PieceDelay, TimeProvider, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            usage = usage with { OutputTokens = usage.OutputTokens + 1 };
            output.UpdateUsage(usage);
            output.AppendText(piece);
        }

        if (reply.Failure is { } failure)
            throw failure;
        return new LanguageModelResponse(reply.ToolCalls.Count > 0 ? FinishReason.ToolCalls : finish, usage) { ToolCalls = reply.ToolCalls };
    }

    private static (List<string> Pieces, FinishReason Finish) Limit(ScriptedReply reply, IReadOnlyList<string> stops, int limit)
    {
        string text = string.Concat(reply.Pieces);
        int end = stops.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(text.Length).Min();
        FinishReason finish = end < text.Length ? FinishReason.StopSequence : reply.FinishReason;
        List<string> pieces = [];
        int length = 0;
        foreach (string piece in reply.Pieces)
        {
            if (length >= end && piece.Length > 0)
                break;
            if (pieces.Count == limit)
                return (pieces, FinishReason.Length);
            pieces.Add(length + piece.Length <= end ? piece : piece[..(end - length)]);
            length += piece.Length;
        }

        return (pieces, finish);
    }

    private void ThrowIfUnavailable()
    {
        if (Availability is { Reason: { } reason, Message: { } message })
            throw new ModelUnavailableException(Id, reason, message);
    }
}
