using FoundationModels.Packages;

namespace FoundationModels.Inference;

/// <summary>Runs a model's graphs: the seam between the decoder and tensors.</summary>
/// <remarks>
/// One run at a time: an implementation may serialise calls but need not overlap them. A run on a disposed backend throws
/// <see cref="ObjectDisposedException"/>, and <see cref="IDisposable.Dispose"/> waits for the run in flight.
/// </remarks>
internal interface IInferenceBackend : IDisposable
{
    /// <summary>Gets the number of logits of one position.</summary>
    int VocabularySize { get; }

    /// <summary>Gets the most tokens of one sequence.</summary>
    int ContextSize { get; }

    /// <summary>Gets the shape of the KV cache.</summary>
    KeyValueLayout KeyValue { get; }

    /// <summary>Makes buffers for <paramref name="capacity"/> tokens. Their content is undefined.</summary>
    /// <exception cref="InferenceException">The memory cannot be had.</exception>
    IKeyValueBuffers Allocate(int capacity);

    /// <summary>Appends tokens to a sequence and computes the logits of the last one.</summary>
    /// <param name="buffers">The sequence's caches; rows <paramref name="past"/> and following are written, earlier ones read.</param>
    /// <param name="tokens">At least one token id.</param>
    /// <param name="past">How many tokens the caches hold already; a smaller number than before rewinds.</param>
    /// <param name="lastLogits">Receives the logits of the last token, <see cref="VocabularySize"/> values.</param>
    /// <param name="cancellationToken">Ends the run early. The rows before <paramref name="past"/> stay valid.</param>
    /// <exception cref="InferenceException">The runtime failed.</exception>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    void Run(IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past, Span<float> lastLogits, CancellationToken cancellationToken);

    /// <summary>Makes an adapter ready for runs, and loads the graph for them at the first call. It may be called while another run is in flight.</summary>
    /// <param name="matrices">What the adapter adds; inputs that are not named stay empty.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="ModelFormatException">The graph is missing or damaged, or lacks one of the inputs.</exception>
    /// <exception cref="InferenceException">The runtime failed, or the package has no such graph.</exception>
    IBoundAdapter LoadAdapter(IReadOnlyList<AdapterMatrix> matrices, CancellationToken cancellationToken);

    /// <summary>As <see cref="Run"/>, with an adapter's matrices beside the weights. The caches must have been written with the same adapter.</summary>
    /// <exception cref="ObjectDisposedException">The adapter or the backend was freed.</exception>
    void RunAdapted(
        IBoundAdapter adapter, IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past, Span<float> lastLogits, CancellationToken cancellationToken);

    /// <summary>As <see cref="Run"/>, with the logits of every token: <c>tokens.Length × VocabularySize</c> values, by a second graph.</summary>
    void RunAll(IKeyValueBuffers buffers, ReadOnlySpan<int> tokens, int past, Span<float> logits, CancellationToken cancellationToken);
}
