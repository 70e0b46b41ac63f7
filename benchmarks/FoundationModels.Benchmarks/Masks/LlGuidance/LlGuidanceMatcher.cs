using System.Runtime.InteropServices;

namespace FoundationModels.Benchmarks.Masks.LlGuidance;

/// <summary>A schema that llguidance has compiled.</summary>
internal sealed unsafe class LlGuidanceMatcher(nint matcher) : IMaskMatcher
{
    private const int WordBits = 32;

    private readonly uint[] _mask = GC.AllocateUninitializedArray<uint>((int)LlGuidanceLibrary.MaskSize(matcher) / sizeof(uint), pinned: true);

    /// <inheritdoc/>
    public bool IsAccepting => LlGuidanceLibrary.IsAccepting(matcher);

    /// <inheritdoc/>
    public void ComputeMask()
    {
        fixed (uint* mask = _mask)
            Check(LlGuidanceLibrary.ComputeMask(matcher, mask, (nuint)_mask.Length * sizeof(uint)));
    }

    /// <inheritdoc/>
    public bool Allows(int token) => (_mask[token / WordBits] >> (token % WordBits) & 1) != 0;

    /// <inheritdoc/>
    public void Accept(int token) => Check(LlGuidanceLibrary.Consume(matcher, (uint)token));

    /// <inheritdoc/>
    public void Reset() => Check(LlGuidanceLibrary.Reset(matcher));

    /// <inheritdoc/>
    public void Dispose() => LlGuidanceLibrary.FreeMatcher(matcher);

    private void Check(int result)
    {
        if (result != 0)
            throw new MaskEngineException(Marshal.PtrToStringUTF8(LlGuidanceLibrary.Error(matcher)) ?? "unknown");
    }
}
