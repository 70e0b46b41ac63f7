using System.Text.Json.Serialization;
using FoundationModels.Prompts;

namespace FoundationModels.Packages;

/// <summary>The content of <c>model.json</c>: what a model package holds and how to run it.</summary>
internal sealed record ModelManifest
{
    /// <summary>The name of the manifest's file in a package.</summary>
    public const string FileName = "model.json";

    /// <summary>The name of the tokenizer's file in a package.</summary>
    public const string TokenizerFile = "tokenizer.json";

    /// <summary>The name of the chat template's file in a package.</summary>
    public const string ChatTemplateFile = "chat_template.jinja";

    /// <summary>Gets the importer format that wrote the package; a loader refuses one that it does not know.</summary>
    public required int Format { get; init; }

    /// <summary>Gets the model's name, as in "SmolLM2-135M-Instruct".</summary>
    public required string Id { get; init; }

    /// <summary>Gets the architecture's name as the source has it, as in "llama".</summary>
    public required string Architecture { get; init; }

    /// <summary>Gets how the weights are stored.</summary>
    public required ModelPrecision Precision { get; init; }

    /// <summary>Gets the most tokens of input and output together.</summary>
    public required int ContextSize { get; init; }

    /// <summary>Gets the number of logits, one for each token id.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Gets the width of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Gets the shape of the KV cache.</summary>
    public required KeyValueLayout KeyValue { get; init; }

    /// <summary>Gets the file of each graph by its role.</summary>
    public required ModelGraphs Graphs { get; init; }

    /// <summary>Gets the ids that end the model's turn.</summary>
    public required IReadOnlyList<int> EndOfTurnTokens { get; init; }

    /// <summary>Gets the special tokens that a chat template reads by name, as in "bos_token" to its text.</summary>
    public IReadOnlyDictionary<string, string> SpecialTokens { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the places where an adapter's matrices can be bound, in every graph with adapter slots.</summary>
    public IReadOnlyList<AdapterSlot> AdapterSlots { get; init; } = [];

    /// <summary>Gets how the model writes calls of tools; null in packages of importers that did not look.</summary>
    public ToolCallFormat? ToolCalls { get; init; }

    /// <summary>Gets the languages that the model's makers name, as BCP 47 tags.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Gets the licence of the weights as the source names it.</summary>
    public string? License { get; init; }

    /// <summary>Gets the hash over the source's tensors, rope and norm constants to which adapters are bound (hexadecimal SHA-256).</summary>
    public required string SourceSignature { get; init; }

    /// <summary>Gets every other file of the package.</summary>
    public required IReadOnlyList<PackageFile> Files { get; init; }
}

/// <summary>The shape of the KV cache: per layer, keys and values of shape [1, heads, capacity, head size] in float32.</summary>
/// <param name="Layers">The number of layers that have a cache.</param>
/// <param name="Heads">The number of key and value heads.</param>
/// <param name="HeadSize">The size of one head.</param>
internal sealed record KeyValueLayout(int Layers, int Heads, int HeadSize)
{
    /// <summary>Gets the bytes of one token over all layers.</summary>
    [JsonIgnore]
    public long BytesPerToken => 2L * Layers * Heads * HeadSize * sizeof(float);
}

/// <summary>The graphs of a package, all over one file of weights.</summary>
/// <param name="Decode">Inputs input_ids, seqlens_k, total_sequence_length and the caches; output: the logits of the last position, [1, 1, vocabulary].</param>
/// <param name="Full">The same with adapter slots and the outputs logits [1, S, vocabulary] and hidden_states [1, S, hidden]; null where it was left out.</param>
/// <param name="Adapted">The decode graph with adapter slots; null in packages of format 1.</param>
internal sealed record ModelGraphs(string Decode, string? Full, string? Adapted = null)
{
    /// <summary>Gets the loss on responses with the gradients of all adapter slots; null unless the weights are exact.</summary>
    public string? Training { get; init; }

    /// <summary>Gets the same with each layer computed again for its gradients: slower, in less memory.</summary>
    public string? TrainingRecomputing { get; init; }
}

/// <summary>A linear map that takes an adapter: graph inputs NAME.lora_A [in, rank] and NAME.lora_B [rank, out], of rank 0 by default.</summary>
/// <param name="Name">The slot's name, as in "layers.0.attn_q".</param>
/// <param name="Inputs">The size of the map's input.</param>
/// <param name="Outputs">The size of the map's output.</param>
internal sealed record AdapterSlot(string Name, int Inputs, int Outputs);

/// <summary>One file of a package.</summary>
/// <param name="Name">The path below the package's folder, with forward slashes.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256 in hexadecimal.</param>
internal sealed record PackageFile(string Name, long Length, string Sha256);
