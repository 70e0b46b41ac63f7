namespace FoundationModels.Inference;

/// <summary>A matrix of an adapter for a graph's input.</summary>
/// <param name="Name">The input's name, as in "layers.0.attn_q.lora_A".</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Values">The values row by row; nobody changes them.</param>
internal sealed record AdapterMatrix(string Name, int Rows, int Columns, ReadOnlyMemory<float> Values);
