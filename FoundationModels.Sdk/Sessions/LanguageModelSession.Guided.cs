using System.ComponentModel;
using FoundationModels.Sessions;

namespace FoundationModels;

public sealed partial class LanguageModelSession
{
    /// <summary>Asks the model for a value of a type and waits for it.</summary>
    /// <typeparam name="T">
    /// A type with <see cref="GenerableAttribute"/>, a type that <see cref="GenerableTypes"/> knows from the start, or a list or dictionary of these.
    /// <see cref="string"/> is plain text.
    /// </typeparam>
    /// <param name="prompt">What is asked; a string does.</param>
    /// <param name="options">How to answer; null is the defaults.</param>
    /// <param name="includeSchemaInPrompt">
    /// Whether the model is shown the schema in words. The answer follows the schema in either case; without the words the model knows the
    /// properties only from what the prompt, the instructions or earlier turns say.
    /// </param>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <exception cref="NotGenerableException">The type is not known.</exception>
    /// <exception cref="UnsupportedCapabilityException">The model cannot follow schemas.</exception>
    /// <exception cref="GeneratedContentParsingException">The model broke its promise: the response does not have the form of the type.</exception>
    /// <exception cref="ConcurrentRequestsException">The session is still responding.</exception>
    /// <exception cref="ContextSizeExceededException">The conversation does not fit the model's context window.</exception>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    /// <exception cref="ObjectDisposedException">The session is disposed, or was while it was responding.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<Response<T>> RespondAsync<T>(
        Prompt prompt, GenerationOptions? options = null, bool includeSchemaInPrompt = true, CancellationToken cancellationToken = default)
    {
        if (typeof(T) == typeof(string))
            return (Task<Response<T>>)(object)RespondAsync(prompt, options, cancellationToken);
        return Guided(
            prompt, GenerableTypes.SchemaOf<T>(), options, includeSchemaInPrompt, static content => content, GenerableTypes.FromContent<T>, cancellationToken)
            .CollectAsync(CancellationToken.None);
    }

    /// <summary>Asks the model for a value that follows a schema and waits for it.</summary>
    /// <param name="prompt">What is asked; a string does.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="options">How to answer; null is the defaults.</param>
    /// <param name="includeSchemaInPrompt">Whether the model is shown the schema in words. The answer follows it in either case.</param>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <exception cref="UnsupportedCapabilityException">The model cannot follow schemas.</exception>
    /// <exception cref="GeneratedContentParsingException">The model broke its promise: the response is not complete JSON.</exception>
    /// <exception cref="ConcurrentRequestsException">The session is still responding.</exception>
    /// <exception cref="ContextSizeExceededException">The conversation does not fit the model's context window.</exception>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    /// <exception cref="ObjectDisposedException">The session is disposed, or was while it was responding.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<Response<GeneratedContent>> RespondAsync(
        Prompt prompt,
        GenerationSchema schema,
        GenerationOptions? options = null,
        bool includeSchemaInPrompt = true,
        CancellationToken cancellationToken = default) =>
        StreamResponseAsync(prompt, schema, options, includeSchemaInPrompt, cancellationToken).CollectAsync(CancellationToken.None);

    /// <summary>Asks the model for a value that follows a schema and follows it while it is being generated.</summary>
    /// <param name="prompt">What is asked; a string does.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="options">How to answer; null is the defaults.</param>
    /// <param name="includeSchemaInPrompt">Whether the model is shown the schema in words. The answer follows it in either case.</param>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <returns>
    /// A stream that begins when it is enumerated, and throws there what
    /// <see cref="RespondAsync(Prompt, GenerationSchema, GenerationOptions?, bool, CancellationToken)"/> throws. Its first snapshot comes when the value has begun.
    /// </returns>
    public ResponseStream<GeneratedContent> StreamResponseAsync(
        Prompt prompt,
        GenerationSchema schema,
        GenerationOptions? options = null,
        bool includeSchemaInPrompt = true,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(schema);
        Transcript.Prompt entry = prompt.ToEntry(options ?? DefaultOptions, schema, includeSchemaInPrompt);
        return new ResponseStream<GeneratedContent>(
            enumeration => Begin(entry, null, cancellationToken, enumeration),
            static () => new ContentSnapshotReader<GeneratedContent>(static content => content),
            ResponseParser.Following(schema, static content => content));
    }

    /// <summary>Asks the model for a value of a type and follows it while it is being generated. Generated code calls it from <c>StreamResponseAsync</c>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <typeparam name="TPartial">The type of a value that is not complete.</typeparam>
    /// <param name="prompt">What is asked.</param>
    /// <param name="partialFactory">Makes a value of what is there so far.</param>
    /// <param name="options">How to answer; null is the defaults.</param>
    /// <param name="includeSchemaInPrompt">Whether the model is shown the schema in words. The answer follows it in either case.</param>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ResponseStream<TPartial, T> StreamGenerated<T, TPartial>(
        Prompt prompt,
        Func<GeneratedContent, TPartial> partialFactory,
        GenerationOptions? options = null,
        bool includeSchemaInPrompt = true,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partialFactory);
        return Guided(prompt, GenerableTypes.SchemaOf<T>(), options, includeSchemaInPrompt, partialFactory, GenerableTypes.FromContent<T>, cancellationToken);
    }

    /// <summary>Asks the model for a text that follows a grammar and waits for it.</summary>
    /// <param name="prompt">What is asked; a string does.</param>
    /// <param name="grammar">The grammar. The model is not told of it: say in the prompt what is asked for.</param>
    /// <param name="options">How to answer; null is the defaults.</param>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <exception cref="UnsupportedCapabilityException">The model cannot follow grammars.</exception>
    /// <exception cref="GrammarException">The grammar is wrong, or cannot be enforced.</exception>
    /// <exception cref="ConcurrentRequestsException">The session is still responding.</exception>
    /// <exception cref="ContextSizeExceededException">The conversation does not fit the model's context window.</exception>
    /// <exception cref="ModelUnavailableException">The model cannot be used.</exception>
    /// <exception cref="ObjectDisposedException">The session is disposed, or was while it was responding.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<Response<string>> RespondAsync(
        Prompt prompt, Grammar grammar, GenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamResponseAsync(prompt, grammar, options, cancellationToken).CollectAsync(CancellationToken.None);

    /// <summary>Asks the model for a text that follows a grammar and follows it while it is being generated.</summary>
    /// <param name="prompt">What is asked; a string does.</param>
    /// <param name="grammar">The grammar. The model is not told of it: say in the prompt what is asked for.</param>
    /// <param name="options">How to answer; null is the defaults.</param>
    /// <param name="cancellationToken">Stops the model and takes the turn back.</param>
    /// <returns>
    /// A stream that begins when it is enumerated, and throws there what
    /// <see cref="RespondAsync(Prompt, Grammar, GenerationOptions?, CancellationToken)"/> throws.
    /// </returns>
    public ResponseStream<string> StreamResponseAsync(
        Prompt prompt, Grammar grammar, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(grammar);
        Transcript.Prompt entry = prompt.ToEntry(options ?? DefaultOptions);
        return new ResponseStream<string>(
            enumeration => Begin(entry, grammar, cancellationToken, enumeration), static () => new TextSnapshotReader(), ResponseParser.Text);
    }

    private ResponseStream<TPartial, T> Guided<T, TPartial>(
        Prompt prompt,
        GenerationSchema schema,
        GenerationOptions? options,
        bool includeSchemaInPrompt,
        Func<GeneratedContent, TPartial> partial,
        Func<GeneratedContent, T> complete,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        Transcript.Prompt entry = prompt.ToEntry(options ?? DefaultOptions, schema, includeSchemaInPrompt);
        return new ResponseStream<TPartial, T>(
            enumeration => Begin(entry, null, cancellationToken, enumeration),
            () => new ContentSnapshotReader<TPartial>(partial),
            ResponseParser.Following(schema, complete));
    }
}
