using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Benchmarks.Masks.LlGuidance;

/// <summary>The functions of llguidance's C interface, which the library of ONNX Runtime GenAI exports.</summary>
internal static unsafe partial class LlGuidanceLibrary
{
    private const string Library = "onnxruntime-genai";

    /// <summary>Loads the library, and says whether it is here and has the functions.</summary>
    public static bool TryLoad()
    {
        // GenAI takes the ONNX Runtime that the process has already; without one it dies.
        OrtEnv.Instance();
        return NativeLibrary.TryLoad(Library, typeof(LlGuidanceLibrary).Assembly, null, out nint handle) &&
            NativeLibrary.TryGetExport(handle, "llg_new_matcher", out _);
    }

    [LibraryImport(Library, EntryPoint = "llg_new_tokenizer")]
    public static partial nint NewTokenizer(LlgTokenizerInit* init, byte* error, nuint errorSize);

    [LibraryImport(Library, EntryPoint = "llg_free_tokenizer")]
    public static partial void FreeTokenizer(nint tokenizer);

    [LibraryImport(Library, EntryPoint = "llg_constraint_init_set_defaults")]
    public static partial void SetDefaults(LlgConstraintInit* init, nint tokenizer);

    [LibraryImport(Library, EntryPoint = "llg_new_matcher", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewMatcher(LlgConstraintInit* init, string kind, string data);

    [LibraryImport(Library, EntryPoint = "llg_free_matcher")]
    public static partial void FreeMatcher(nint matcher);

    [LibraryImport(Library, EntryPoint = "llg_matcher_get_error")]
    public static partial nint Error(nint matcher);

    [LibraryImport(Library, EntryPoint = "llg_matcher_get_mask_byte_size")]
    public static partial nuint MaskSize(nint matcher);

    [LibraryImport(Library, EntryPoint = "llg_matcher_compute_mask_into")]
    public static partial int ComputeMask(nint matcher, uint* mask, nuint size);

    [LibraryImport(Library, EntryPoint = "llg_matcher_consume_token")]
    public static partial int Consume(nint matcher, uint token);

    [LibraryImport(Library, EntryPoint = "llg_matcher_is_accepting")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool IsAccepting(nint matcher);

    [LibraryImport(Library, EntryPoint = "llg_matcher_reset")]
    public static partial int Reset(nint matcher);
}
