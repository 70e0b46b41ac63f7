namespace FoundationModels.Import.Architectures;

/// <summary>The architectures that can be imported, by the name that GGUF files give them.</summary>
internal static class DecoderArchitectures
{
    private static readonly SortedDictionary<string, Func<ModelSource, IDecoderArchitecture>> Readers = new(StringComparer.Ordinal)
    {
        ["llama"] = source => new LlamaArchitecture(source),
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
