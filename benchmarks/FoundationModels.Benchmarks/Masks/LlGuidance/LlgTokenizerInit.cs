using System.Runtime.InteropServices;

namespace FoundationModels.Benchmarks.Masks.LlGuidance;

/// <summary>LlgTokenizerInit of llguidance.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LlgTokenizerInit
{
    public uint VocabularySize;
    public uint EndToken;
    public uint* TokenLengths;
    public byte* TokenBytes;
    public byte* TokenizerJson;
    public byte AssumesString;
    public delegate* unmanaged[Cdecl]<nint, byte*, nuint, uint*, nuint, nuint> Tokenize;
    public byte IsGreedy;
    public nint TokenizeData;
    public byte** Slices;
}
