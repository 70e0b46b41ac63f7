using System.Diagnostics.CodeAnalysis;

namespace FoundationModels.Import.Gguf;

/// <summary>The hyperparameters of a GGUF file: its metadata keys that begin with the architecture's name.</summary>
internal sealed class GgufHyperparameters(GgufMetadata metadata, string architecture) : IHyperparameters
{
    /// <inheritdoc/>
    public string KeyOf(string name) => $"{architecture}.{name}";

    /// <inheritdoc/>
    public bool Has(string name) => metadata.Contains(KeyOf(name));

    /// <inheritdoc/>
    public bool IsArray(string name) => metadata.IsArray(KeyOf(name));

    /// <inheritdoc/>
    public bool TryGetInt32(string name, out int number) => metadata.TryGetInt32(KeyOf(name), out number);

    /// <inheritdoc/>
    public int GetInt32(string name) => metadata.GetInt32(KeyOf(name));

    /// <inheritdoc/>
    public float GetSingle(string name) => metadata.GetSingle(KeyOf(name));

    /// <inheritdoc/>
    public bool TryGetString(string name, [NotNullWhen(true)] out string? text) => metadata.TryGetString(KeyOf(name), out text);

    /// <inheritdoc/>
    public bool TryGetInt32Array(string name, [NotNullWhen(true)] out int[]? numbers) => metadata.TryGetInt32Array(KeyOf(name), out numbers);

    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, byte[]>> Constants() =>
        metadata.Keys.Where(IsConstant).Select(key => KeyValuePair.Create(key, metadata.GetScalarBytes(key).ToArray()));

    private bool IsConstant(string key) =>
        key.StartsWith(KeyOf("rope."), StringComparison.Ordinal)
        || key.StartsWith(KeyOf("attention."), StringComparison.Ordinal)
        || (key.StartsWith(KeyOf(""), StringComparison.Ordinal) && key.EndsWith("_scale", StringComparison.Ordinal));
}
