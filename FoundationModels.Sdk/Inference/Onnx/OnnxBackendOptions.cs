namespace FoundationModels.Inference.Onnx;

/// <summary>How ONNX Runtime runs a model.</summary>
internal sealed record OnnxBackendOptions
{
    /// <summary>Gets the number of threads of one operator; 0 is one for each physical core.</summary>
    public int Threads { get; init; }

    /// <summary>Gets whether threads spin for up to 100 µs between the operators of a step: quicker on a machine with nothing else to do, slower on any other.</summary>
    public bool Spinning { get; init; }

    /// <summary>Gets whether the weights are moved to 2 MB pages after loading, where Linux offers them.</summary>
    public bool LargePages { get; init; } = true;

    /// <summary>Gets the execution provider's name, as in "CUDA", "DML" or "CoreML", or null for the CPU.</summary>
    public string? ExecutionProvider { get; init; }

    /// <summary>Gets the options of the execution provider.</summary>
    public IReadOnlyDictionary<string, string> ProviderOptions { get; init; } = new Dictionary<string, string>();
}
