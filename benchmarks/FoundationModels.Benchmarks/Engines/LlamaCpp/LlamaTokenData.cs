using System.Runtime.InteropServices;

namespace FoundationModels.Benchmarks.Engines.LlamaCpp;

/// <summary>llama_token_data of llama.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LlamaTokenData
{
    public int Id;
    public float Logit;
    public float Probability;
}
