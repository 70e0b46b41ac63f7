using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Inference.Onnx;

/// <summary>An adapter's matrices as tensors, ready to be bound to the graph with slots.</summary>
internal sealed class OnnxAdapter : IBoundAdapter
{
    private readonly OnnxBackend _backend;
    private readonly (string Name, OrtValue Value)[] _tensors;

    /// <summary>Makes tensors over the matrices' own memory.</summary>
    public OnnxAdapter(OnnxBackend backend, IReadOnlyList<AdapterMatrix> matrices)
    {
        _backend = backend;
        _tensors = new (string, OrtValue)[matrices.Count];
        for (int i = 0; i < _tensors.Length; i++)
        {
            AdapterMatrix matrix = matrices[i];

            // A graph only reads its inputs.
            Memory<float> values = MemoryMarshal.AsMemory(matrix.Values);
            _tensors[i] = (matrix.Name, OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, [matrix.Rows, matrix.Columns]));
        }
    }

    /// <summary>Gets whether the tensors were freed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Binds each matrix.</summary>
    public void BindTo(OrtIoBinding binding)
    {
        foreach ((string name, OrtValue value) in _tensors)
            binding.BindInput(name, value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_backend.Gate)
        {
            if (IsDisposed)
                return;
            IsDisposed = true;

            // A binding only borrows the memory that belongs to the tensors.
            _backend.Forget(this);
            foreach ((_, OrtValue value) in _tensors)
                value.Dispose();
        }
    }
}
