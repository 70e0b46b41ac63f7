using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FoundationModels.Benchmarks.Engines.LlamaCpp;

/// <summary>The part of llama.cpp's C API that a greedy decoder with a grammar needs, as llama.h of release v0.5.0 has it.</summary>
internal static unsafe partial class LlamaLibrary
{
    /// <summary>The release whose layouts these are; its library files are named after it.</summary>
    public const string Release = "v0.5.0";

    private const string Llama = "llama";
    private const string Ggml = "ggml";
    private const int ErrorLevel = 4;
    private const int FlashAttentionAutomatic = -1;

    /// <summary>Gets the folder of the fetched libraries.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryFiles.Peers, "llama.cpp");

    /// <summary>Loads the libraries and the processor's best kernels.</summary>
    public static void Initialize()
    {
        NativeLibrary.SetDllImportResolver(typeof(LlamaLibrary).Assembly, static (name, _, _) =>
            name is Llama or Ggml ? NativeLibrary.Load(Path.Combine(Folder, $"lib{name}.{Release}.so")) : 0);
        SetLog(&Log, 0);
        LoadBackends(Folder);
        InitializeBackend();
    }

    /// <summary>The defaults of a context, after a check that the structure has the layout of the loaded library.</summary>
    /// <exception cref="InvalidOperationException">The library is of another release.</exception>
    public static LlamaContextParameters CheckedContextDefaults()
    {
        LlamaContextParameters defaults = DefaultContextParameters();
        if (defaults is not { Context: 512, Batch: 2048, MicroBatch: 512, FlashAttention: FlashAttentionAutomatic, KeyType: 1, ValueType: 1, OtherContext: 0 })
            throw new InvalidOperationException($"The llama.cpp library in {Folder} is not the release {Release}: the layout of its parameters differs.");
        return defaults;
    }

    [LibraryImport(Ggml, EntryPoint = "ggml_backend_load_all_from_path", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void LoadBackends(string folder);

    [LibraryImport(Llama, EntryPoint = "llama_log_set")]
    private static partial void SetLog(delegate* unmanaged[Cdecl]<int, byte*, nint, void> log, nint data);

    [LibraryImport(Llama, EntryPoint = "llama_backend_init")]
    private static partial void InitializeBackend();

    [LibraryImport(Llama, EntryPoint = "llama_context_default_params")]
    private static partial LlamaContextParameters DefaultContextParameters();

    [LibraryImport(Llama, EntryPoint = "llama_model_default_params")]
    public static partial LlamaModelParameters DefaultModelParameters();

    [LibraryImport(Llama, EntryPoint = "llama_model_load_from_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint LoadModel(string path, LlamaModelParameters parameters);

    [LibraryImport(Llama, EntryPoint = "llama_init_from_model")]
    public static partial nint CreateContext(nint model, LlamaContextParameters parameters);

    [LibraryImport(Llama, EntryPoint = "llama_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_model_free")]
    public static partial void FreeModel(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_get_vocab")]
    public static partial nint Vocabulary(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_n_tokens")]
    public static partial int VocabularySize(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_get_memory")]
    public static partial nint Memory(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_memory_clear")]
    public static partial void ClearMemory(nint memory, [MarshalAs(UnmanagedType.U1)] bool data);

    [LibraryImport(Llama, EntryPoint = "llama_batch_get_one")]
    public static partial LlamaBatch Batch(int* tokens, int count);

    [LibraryImport(Llama, EntryPoint = "llama_decode")]
    public static partial int Decode(nint context, LlamaBatch batch);

    [LibraryImport(Llama, EntryPoint = "llama_get_logits_ith")]
    public static partial float* Logits(nint context, int index);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_is_eog")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool IsEnd(nint vocabulary, int token);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_grammar", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreateGrammar(nint vocabulary, string gbnf, string root);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_apply")]
    public static partial void Apply(nint sampler, LlamaTokenDataArray* candidates);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_accept")]
    public static partial void Accept(nint sampler, int token);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_free")]
    public static partial void FreeSampler(nint sampler);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Log(int level, byte* text, nint data)
    {
        if (level == ErrorLevel)
            Console.Error.Write(Marshal.PtrToStringUTF8((nint)text));
    }
}
