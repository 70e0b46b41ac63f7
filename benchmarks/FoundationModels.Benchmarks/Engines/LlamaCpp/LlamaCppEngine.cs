using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;

namespace FoundationModels.Benchmarks.Engines.LlamaCpp;

/// <summary>llama.cpp through its C API, as shipped: mapped weights, flash attention where it decides so.</summary>
internal sealed unsafe class LlamaCppEngine : IGuidedEngine
{
    private const uint ContextSize = 2048;
    private const int LastOutput = -1;

    private readonly nint _model;
    private readonly nint _context;
    private readonly int _vocabulary;
    private int _used;
    private int _last;

    /// <summary>Loads a GGUF file.</summary>
    public LlamaCppEngine(string path, int threads)
    {
        LlamaLibrary.Initialize();
        _model = LlamaLibrary.LoadModel(path, LlamaLibrary.DefaultModelParameters() with { GpuLayers = 0 });
        if (_model == 0)
            throw new InvalidOperationException($"llama.cpp could not load {path}.");
        LlamaContextParameters parameters = LlamaLibrary.CheckedContextDefaults() with
        {
            Context = ContextSize,
            Threads = threads,
            BatchThreads = threads,
        };
        _context = LlamaLibrary.CreateContext(_model, parameters);
        if (_context == 0)
            throw new InvalidOperationException("llama.cpp could not make a context.");
        _vocabulary = LlamaLibrary.VocabularySize(LlamaLibrary.Vocabulary(_model));
        WeightBytes = new FileInfo(path).Length;
        Description = string.Create(CultureInfo.InvariantCulture, $"llama.cpp {LlamaLibrary.Release}, {LoadedKernels()}, {threads} threads, mapped weights, flash attention automatic");
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public long WeightBytes { get; }

    /// <inheritdoc/>
    public Continuation Generate(ReadOnlySpan<int> prompt, int count, TokenClock clock)
    {
        LlamaLibrary.ClearMemory(LlamaLibrary.Memory(_context), false);
        _used = 0;
        return Run([.. prompt], count, clock);
    }

    /// <inheritdoc/>
    public Continuation Continue(ReadOnlySpan<int> added, int count, TokenClock clock) => Run([_last, .. added], count, clock);

    /// <inheritdoc/>
    public GuidedContinuation Guide(ReadOnlySpan<int> prompt, string? schema, int maximum, BenchmarkClock clock)
    {
        LlamaLibrary.ClearMemory(LlamaLibrary.Memory(_context), false);
        _used = 0;
        nint vocabulary = LlamaLibrary.Vocabulary(_model);
        using LlamaGrammar? grammar = schema is null ? null : new LlamaGrammar(vocabulary, GbnfSchema.Convert(schema));
        List<int> generated = [];
        if (prompt.Length > 1)
            Run(prompt[..^1]);
        TimeSpan start = clock.Now();
        Run(prompt[^1..]);
        while (true)
        {
            int token = grammar?.Choose(Logits) ?? TensorPrimitives.IndexOfMax(Logits);
            if (grammar is not null && LlamaLibrary.IsEnd(vocabulary, token))
                break;
            grammar?.Accept(token);
            generated.Add(token);
            if (generated.Count == maximum)
                break;
            Run(new ReadOnlySpan<int>(in token));
        }

        return new GuidedContinuation([.. generated], clock.Now() - start);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        LlamaLibrary.FreeContext(_context);
        LlamaLibrary.FreeModel(_model);
    }

    private Continuation Run(int[] tokens, int count, TokenClock clock)
    {
        int cached = _used;
        int[] generated = new int[count];
        clock.Start();
        for (int i = 0; i < count; i++)
        {
            generated[i] = Step(i == 0 ? tokens : new ReadOnlySpan<int>(in generated[i - 1]));
            clock.Tick();
        }

        clock.Stop();
        _last = generated[^1];
        return new Continuation(generated, cached);
    }

    private ReadOnlySpan<float> Logits => new(LlamaLibrary.Logits(_context, LastOutput), _vocabulary);

    private int Step(ReadOnlySpan<int> tokens)
    {
        Run(tokens);
        return TensorPrimitives.IndexOfMax(Logits);
    }

    private void Run(ReadOnlySpan<int> tokens)
    {
        fixed (int* pointer = tokens)
        {
            int code = LlamaLibrary.Decode(_context, LlamaLibrary.Batch(pointer, tokens.Length));
            if (code != 0)
                throw new InvalidOperationException($"llama_decode returned {code}.");
        }

        _used += tokens.Length;
    }

    /// <summary>The library of kernels that was chosen for this processor.</summary>
    private static string LoadedKernels()
    {
        using Process self = Process.GetCurrentProcess();
        return self.Modules.Cast<ProcessModule>().Select(m => m.ModuleName).FirstOrDefault(n => n.Contains("ggml-cpu", StringComparison.Ordinal)) ?? "kernels unknown";
    }
}
