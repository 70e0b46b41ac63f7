using System.Runtime.InteropServices;

namespace FoundationModels.Benchmarks.Masks.LlGuidance;

/// <summary>LlgConstraintInit of llguidance.h, with its LlgParserLimits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LlgConstraintInit
{
    public nint Tokenizer;
    public uint LogBufferLevel;
    public uint LogErrorLevel;
    public byte AllowsFastForward;
    public byte AllowsBacktracking;
    public nuint MaximumItemsInRow;
    public ulong InitialLexerFuel;
    public ulong StepLexerFuel;
    public nuint StepMaximumItems;
    public nuint MaximumLexerStates;
    public nuint MaximumGrammarSize;
    public byte PrecomputesLargeLexemes;
    public byte HasVerboseErrors;

    // Room for what a later version may add: the library fills in the structure that it knows.
    private readonly ulong _reserved0;
    private readonly ulong _reserved1;
}
