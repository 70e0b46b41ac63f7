namespace FoundationModels.Adapters;

/// <summary>What an adapter adds to one linear map: x·A·B beside x·Wᵀ, the scaling folded into B.</summary>
/// <param name="Slot">The slot's name, as in "layers.0.attn_q".</param>
/// <param name="Inputs">The size of the map's input.</param>
/// <param name="Outputs">The size of the map's output.</param>
/// <param name="Rank">The rank, at least 1.</param>
/// <param name="A">The matrix [inputs, rank].</param>
/// <param name="B">The matrix [rank, outputs].</param>
internal sealed record AdapterUpdate(
    string Slot, int Inputs, int Outputs, int Rank, ReadOnlyMemory<float> A, ReadOnlyMemory<float> B);
