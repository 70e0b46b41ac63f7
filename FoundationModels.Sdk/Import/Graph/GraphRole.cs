namespace FoundationModels.Import.Graph;

/// <summary>What a graph of a package is for.</summary>
internal enum GraphRole
{
    /// <summary>Decoding: the logits of the last position, no adapter slots.</summary>
    Decode,

    /// <summary>Decoding with adapters: as <see cref="Decode"/>, with adapter slots.</summary>
    Adapted,

    /// <summary>Everything else: adapter slots, all logits, hidden states.</summary>
    Full,

    /// <summary>ONNX Runtime GenAI: an attention mask instead of lengths, all logits, no adapter slots.</summary>
    GenAI,

    /// <summary>ONNX Runtime GenAI with adapters: as <see cref="GenAI"/>, with adapter slots.</summary>
    GenAIAdapted,
}
