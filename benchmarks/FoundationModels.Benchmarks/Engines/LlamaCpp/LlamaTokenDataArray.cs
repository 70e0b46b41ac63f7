using System.Runtime.InteropServices;

namespace FoundationModels.Benchmarks.Engines.LlamaCpp;

/// <summary>llama_token_data_array of llama.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LlamaTokenDataArray
{
    public LlamaTokenData* Data;
    public nuint Size;
    public long Selected;
    public byte IsSorted;
}
