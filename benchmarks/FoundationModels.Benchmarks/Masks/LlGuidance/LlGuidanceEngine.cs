using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace FoundationModels.Benchmarks.Masks.LlGuidance;

/// <summary>llguidance with its defaults.</summary>
internal sealed unsafe class LlGuidanceEngine : IMaskEngine
{
    private const int ErrorSize = 1024;
    private const byte SpecialMark = 0xFF;

    private readonly GCHandle _tokenizer;
    private readonly nint _handle;

    /// <summary>Makes its tokenizer.</summary>
    public LlGuidanceEngine(Tokenizer tokenizer, int endToken)
    {
        _tokenizer = GCHandle.Alloc(tokenizer);
        uint[] lengths = new uint[tokenizer.VocabularySize];
        List<byte> bytes = [];
        for (int id = 0; id < lengths.Length; id++)
        {
            int before = bytes.Count;
            ReadOnlySpan<byte> content = tokenizer.GetTokenBytes(id);
            // Marked, a token stands for no text of its own.
            if (tokenizer.IsSpecial(id) || content.IsEmpty)
                bytes.Add(SpecialMark);
            bytes.AddRange(content);
            lengths[id] = (uint)(bytes.Count - before);
        }

        byte[] error = new byte[ErrorSize];
        fixed (uint* lengthsStart = lengths)
        fixed (byte* bytesStart = CollectionsMarshal.AsSpan(bytes), errorStart = error)
        {
            LlgTokenizerInit init = new()
            {
                VocabularySize = (uint)lengths.Length,
                EndToken = (uint)endToken,
                TokenLengths = lengthsStart,
                TokenBytes = bytesStart,
                AssumesString = 1,
                Tokenize = &Tokenize,
                TokenizeData = GCHandle.ToIntPtr(_tokenizer),
            };
            _handle = LlGuidanceLibrary.NewTokenizer(&init, errorStart, ErrorSize);
            if (_handle == 0)
                throw new InvalidOperationException($"llguidance refuses the vocabulary: {Marshal.PtrToStringUTF8((nint)errorStart)}");
        }
    }

    /// <inheritdoc/>
    public string Name => "llguidance";

    /// <inheritdoc/>
    public IMaskMatcher Compile(string schema)
    {
        LlgConstraintInit init = default;
        LlGuidanceLibrary.SetDefaults(&init, _handle);
        init.LogErrorLevel = 0;
        nint matcher = LlGuidanceLibrary.NewMatcher(&init, "json", schema);
        if (Marshal.PtrToStringUTF8(LlGuidanceLibrary.Error(matcher)) is not { } error)
            return new LlGuidanceMatcher(matcher);
        LlGuidanceLibrary.FreeMatcher(matcher);
        throw new MaskEngineException(error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LlGuidanceLibrary.FreeTokenizer(_handle);
        _tokenizer.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nuint Tokenize(nint data, byte* bytes, nuint count, uint* output, nuint capacity)
    {
        Tokenizer tokenizer = (Tokenizer)GCHandle.FromIntPtr(data).Target!;
        int[] ids = tokenizer.Encode(Encoding.UTF8.GetString(bytes, (int)count));
        int kept = (int)Math.Min(capacity, (nuint)ids.Length);
        ids.AsSpan(0, kept).CopyTo(new Span<int>(output, kept));
        return (nuint)ids.Length;
    }
}
