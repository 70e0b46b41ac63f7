using System.Runtime.InteropServices;

namespace FoundationModels.Benchmarks.Engines.LlamaCpp;

/// <summary>llama_batch of llama.h: tokens to run, passed by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LlamaBatch
{
    public int TokenCount;
    public int* Tokens;
    public float* Embeddings;
    public int* Positions;
    public int* SequenceCounts;
    public int** Sequences;
    public sbyte* Outputs;
}
