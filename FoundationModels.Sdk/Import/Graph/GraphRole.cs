namespace FoundationModels.Import.Graph;

/// <summary>What a graph of a package is for.</summary>
internal enum GraphRole
{
    /// <summary>Decoding: the logits of the last position, no adapter slots.</summary>
    Decode,

    /// <summary>Everything else: adapter slots, all logits, hidden states.</summary>
    Full,

    /// <summary>ONNX Runtime GenAI: an attention mask instead of lengths, all logits, no adapter slots.</summary>
    GenAI,
}
