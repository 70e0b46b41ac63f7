using FoundationModels.Packages;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Inference.Onnx;

/// <summary>One loaded graph and the small tensors that are bound for every sequence: token ids, position and logits.</summary>
internal sealed class OnnxGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly string _path;
    private readonly bool _allLogits;
    private readonly int _vocabularySize;

    // Pinned: ONNX Runtime reads and writes them in place.
    private readonly long[] _tokens;
    private readonly int[] _sequenceLength = GC.AllocateArray<int>(1, pinned: true);
    private readonly int[] _totalLength = GC.AllocateArray<int>(1, pinned: true);
    private readonly OrtValue _sequenceLengthValue;
    private readonly OrtValue _totalLengthValue;
    private float[] _logits;

    private OnnxGraph(InferenceSession session, string path, ModelManifest manifest, bool allLogits)
    {
        _session = session;
        _path = path;
        _allLogits = allLogits;
        _vocabularySize = manifest.VocabularySize;
        _tokens = GC.AllocateArray<long>(manifest.ContextSize, pinned: true);
        _logits = GC.AllocateArray<float>(_vocabularySize, pinned: true);
        _sequenceLengthValue = OrtValue.CreateTensorValueFromMemory(_sequenceLength, [1]);
        _totalLengthValue = OrtValue.CreateTensorValueFromMemory(_totalLength, [1]);
    }

    /// <summary>Loads a graph and checks its inputs and outputs against the manifest.</summary>
    /// <exception cref="ModelFormatException">The graph cannot be loaded or is not the manifest's.</exception>
    public static OnnxGraph Open(string path, ModelManifest manifest, bool allLogits, OnnxBackendOptions options, CancellationToken cancellationToken)
    {
        InferenceSession session = OnnxSessionFactory.Open(path, manifest.Precision, options, cancellationToken);
        try
        {
            OnnxGraphNames.Check(session, path, manifest);
            return new OnnxGraph(session, path, manifest, allLogits);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Checks that each matrix of an adapter has an input of its shape.</summary>
    /// <exception cref="ModelFormatException">One has none.</exception>
    public void CheckAdapter(IReadOnlyList<AdapterMatrix> matrices)
    {
        IReadOnlyDictionary<string, NodeMetadata> inputs = _session.OverridableInitializerMetadata;
        foreach (AdapterMatrix matrix in matrices)
            OnnxGraphNames.CheckMatrix(inputs, _path, matrix);
    }

    /// <summary>Makes a binding of a sequence's caches, and of an adapter, to this graph.</summary>
    public OnnxBinding Bind(OnnxKeyValueBuffers buffers, OnnxAdapter? adapter)
    {
        OrtIoBinding binding = _session.CreateIoBinding();
        binding.BindInput(OnnxGraphNames.SequenceLength, _sequenceLengthValue);
        binding.BindInput(OnnxGraphNames.TotalLength, _totalLengthValue);
        buffers.BindTo(binding);
        adapter?.BindTo(binding);
        return new OnnxBinding(binding);
    }

    /// <summary>Runs tokens after <paramref name="past"/> rows of the bound caches and copies the logits out.</summary>
    public void Run(OnnxBinding binding, ReadOnlySpan<int> tokens, int past, Span<float> logits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int count = _allLogits ? tokens.Length * _vocabularySize : _vocabularySize;
        Prepare(binding, tokens.Length, count);
        for (int i = 0; i < tokens.Length; i++)
            _tokens[i] = tokens[i];
        _sequenceLength[0] = past + tokens.Length - 1;
        _totalLength[0] = past + tokens.Length;
        Run(binding, cancellationToken);
        _logits.AsSpan(0, count).CopyTo(logits);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sequenceLengthValue.Dispose();
        _totalLengthValue.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }

    private void Prepare(OnnxBinding binding, int tokens, int logits)
    {
        if (_logits.Length < logits)
            _logits = GC.AllocateUninitializedArray<float>(logits, pinned: true);
        if (binding.Tokens != tokens || binding.LogitsMemory != _logits)
            binding.SetTokens(tokens, _tokens, _logits, [1, _allLogits ? tokens : 1, _vocabularySize]);
    }

    private void Run(OnnxBinding binding, CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static o => ((RunOptions)o!).Terminate = true, _runOptions);
        try
        {
            _session.RunWithBinding(_runOptions, binding.Native);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException($"ONNX Runtime failed in {Path.GetFileName(_path)}: {e.Message}", e);
        }
        finally
        {
            // Waits for a callback that is under way: only then can the flag, which would end the next run, be taken back.
            registration.Dispose();
            if (cancellationToken.IsCancellationRequested)
                _runOptions.Terminate = false;
        }
    }
}
