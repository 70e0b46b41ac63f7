namespace FoundationModels;

/// <summary>How a model is loaded and run.</summary>
public sealed record SystemLanguageModelOptions
{
    /// <summary>Gets how the weights of a model file are stored when it is imported. A package keeps the precision that it was made with.</summary>
    public ModelPrecision Precision { get; init; } = ModelPrecision.Fast;

    /// <summary>Gets the number of threads of one step; 0 is one for each physical core.</summary>
    public int Threads { get; init; }

    /// <summary>Gets whether threads spin for up to 100 µs between the operators of a step: quicker on a machine with nothing else to do, slower on any other.</summary>
    public bool Spinning { get; init; }

    /// <summary>Gets whether the weights are moved to 2 MB pages in the background after loading, where Linux offers them.</summary>
    public bool LargePages { get; init; } = true;

    /// <summary>Gets the most bytes that the KV caches of all conversations with the model may take together.</summary>
    /// <remarks>Idle ones are dropped first. A response that finds no room fails with <see cref="KeyValueMemoryException"/>.</remarks>
    public long MaximumCacheBytes { get; init; } = 512L << 20;

    /// <summary>Gets the ONNX Runtime execution provider, as in "CUDA", "DML" or "CoreML", or null for the CPU.</summary>
    /// <remarks>Providers other than the CPU need another ONNX Runtime package, such as Microsoft.ML.OnnxRuntime.DirectML for "DML".</remarks>
    public string? ExecutionProvider { get; init; }

    /// <summary>Gets the folder of the per-user store that imported models are cached in, or null for the default one.</summary>
    public string? StoreFolder { get; init; }
}
