namespace FoundationModels.Import.Architectures;

/// <summary>The architectures that can be imported, by the name that GGUF files give them.</summary>
internal static class DecoderArchitectures
{
    private static readonly SortedDictionary<string, Func<ModelSource, IDecoderArchitecture>> Readers = new(StringComparer.Ordinal)
    {
        ["granite"] = source => new LlamaArchitecture(source, LlamaVariant.Granite(source)),
        ["llama"] = source => new LlamaArchitecture(source, LlamaVariant.Llama(source)),
        ["qwen2"] = source => new LlamaArchitecture(source, LlamaVariant.Qwen2(source)),
        ["qwen3"] = source => new LlamaArchitecture(source, LlamaVariant.Qwen3(source)),
        ["smollm3"] = source => new LlamaArchitecture(source, LlamaVariant.SmolLM3(source)),
    };

    /// <summary>Reads and checks a model.</summary>
    /// <exception cref="ModelFormatException">The architecture is unsupported, or a key or tensor is missing or wrong.</exception>
    public static IDecoderArchitecture Read(ModelSource source) =>
        Readers.TryGetValue(source.Architecture, out Func<ModelSource, IDecoderArchitecture>? read)
            ? read(source)
            : throw source.Fault(
                ModelSource.ArchitectureKey,
                $"The architecture '{source.Architecture}' is unsupported; supported are {string.Join(", ", Readers.Keys)}.");
}
