namespace FoundationModels.Import.HuggingFace;

/// <summary>Compares the biases in the weights with what the configuration says: a bias that Transformers would leave out, or make up, is another model.</summary>
internal static class HuggingFaceBiases
{
    /// <summary>Checks every layer.</summary>
    /// <exception cref="ModelFormatException">A bias is missing, or one too many.</exception>
    public static void Check(HuggingFaceModel model, SourceJson config, HuggingFaceFamily family, int layers)
    {
        bool attention = family.HasBiases && config.Flag("attention_bias", false);
        bool feedForward = family.HasBiases && family.HasFeedForwardBiases && config.Flag("mlp_bias", false);
        for (int layer = 0; layer < layers; layer++)
        {
            foreach (string part in (string[])["attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"])
            {
                bool isAttention = part.StartsWith("attn", StringComparison.Ordinal);
                bool wanted = isAttention ? attention || (family.HasQueryKeyValueBiases && part != "attn_output") : feedForward;
                string name = $"blk.{layer}.{part}.bias";
                if (wanted)
                    _ = model.GetTensor(name);
                else if (model.Tensors.TryGetValue(name, out SourceTensor? tensor))
                    throw model.Fault(tensor.Name, "The configuration says that there is no such bias.");
            }
        }
    }
}
