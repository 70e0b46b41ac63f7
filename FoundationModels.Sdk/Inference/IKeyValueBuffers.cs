namespace FoundationModels.Inference;

/// <summary>The memory of one sequence's keys and values, as a backend keeps it.</summary>
internal interface IKeyValueBuffers : IDisposable
{
    /// <summary>Gets the number of tokens for which there is room.</summary>
    int Capacity { get; }

    /// <summary>Makes room for more tokens and keeps the first <paramref name="rows"/> of them.</summary>
    /// <exception cref="InferenceException">The memory cannot be had; the buffers are as before.</exception>
    void Grow(int capacity, int rows);

    /// <summary>Copies the first <paramref name="rows"/> tokens of another sequence of the same backend.</summary>
    void CopyFrom(IKeyValueBuffers source, int rows);
}
