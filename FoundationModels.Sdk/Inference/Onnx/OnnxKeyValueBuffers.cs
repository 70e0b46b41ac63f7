using FoundationModels.Packages;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FoundationModels.Inference.Onnx;

/// <summary>One sequence's keys and values: a tensor [1, heads, capacity, head size] per layer for each, bound as input and output alike.</summary>
internal sealed class OnnxKeyValueBuffers : IKeyValueBuffers
{
    private readonly OnnxBackend _backend;
    private readonly KeyValueLayout _layout;

    // Keys at even places, values at odd ones.
    private readonly OrtValue[] _tensors;
    private readonly int[] _capacities;
    private readonly Dictionary<(OnnxGraph Graph, OnnxAdapter? Adapter, bool SingleToken), OnnxBinding> _bindings = [];
    private bool _disposed;

    /// <summary>Allocates the tensors.</summary>
    public OnnxKeyValueBuffers(OnnxBackend backend, int capacity)
    {
        _backend = backend;
        _layout = backend.KeyValue;
        _tensors = new OrtValue[2 * _layout.Layers];
        _capacities = new int[_tensors.Length];
        try
        {
            for (int i = 0; i < _tensors.Length; i++)
                (_tensors[i], _capacities[i]) = (NewTensor(capacity), capacity);
        }
        catch
        {
            FreeTensors();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Capacity => _capacities.Min();

    /// <summary>Gets the binding to a graph and an adapter: one for single tokens, which is never changed, and one for all other numbers of them.</summary>
    public OnnxBinding BindingFor(OnnxGraph graph, OnnxAdapter? adapter, bool singleToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_bindings.TryGetValue((graph, adapter, singleToken), out OnnxBinding? binding))
            _bindings.Add((graph, adapter, singleToken), binding = graph.Bind(this, adapter));
        return binding;
    }

    /// <summary>Frees what an adapter is bound by.</summary>
    public void Forget(OnnxAdapter adapter)
    {
        foreach ((OnnxGraph, OnnxAdapter?, bool) key in _bindings.Keys.Where(k => k.Adapter == adapter).ToArray())
        {
            _bindings[key].Dispose();
            _bindings.Remove(key);
        }
    }

    /// <summary>Binds each tensor as past and present.</summary>
    public void BindTo(OrtIoBinding binding)
    {
        for (int i = 0; i < _tensors.Length; i++)
        {
            binding.BindInput(OnnxGraphNames.Past(i / 2, i % 2 == 0), _tensors[i]);
            binding.BindOutput(OnnxGraphNames.Present(i / 2, i % 2 == 0), _tensors[i]);
        }
    }

    /// <inheritdoc/>
    public void Grow(int capacity, int rows)
    {
        lock (_backend.Gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            FreeBindings();

            // Tensor by tensor, so that never more than one is there twice; where memory runs out the rest just keeps its size.
            for (int i = 0; i < _tensors.Length; i++)
            {
                if (_capacities[i] >= capacity)
                    continue;
                OrtValue larger = NewTensor(capacity);
                CopyRows(_tensors[i], _capacities[i], larger, capacity, rows);
                _tensors[i].Dispose();
                (_tensors[i], _capacities[i]) = (larger, capacity);
            }
        }
    }

    /// <inheritdoc/>
    public void CopyFrom(IKeyValueBuffers source, int rows)
    {
        OnnxKeyValueBuffers other = (OnnxKeyValueBuffers)source;
        lock (_backend.Gate)
        {
            ObjectDisposedException.ThrowIf(_disposed || other._disposed, this);
            for (int i = 0; i < _tensors.Length; i++)
                CopyRows(other._tensors[i], other._capacities[i], _tensors[i], _capacities[i], rows);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_backend.Gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            FreeBindings();
            FreeTensors();
            _backend.Forget(this);
        }
    }

    private OrtValue NewTensor(int capacity)
    {
        try
        {
            return OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, [1, _layout.Heads, capacity, _layout.HeadSize]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InferenceException($"The memory for the keys and values of {capacity} tokens ({capacity * _layout.BytesPerToken} bytes) cannot be had: {e.Message}", e);
        }
    }

    private void CopyRows(OrtValue source, int sourceCapacity, OrtValue target, int targetCapacity, int rows)
    {
        ReadOnlySpan<float> from = source.GetTensorDataAsSpan<float>();
        Span<float> to = target.GetTensorMutableDataAsSpan<float>();
        int size = _layout.HeadSize;
        for (int head = 0; head < _layout.Heads; head++)
            from.Slice(head * sourceCapacity * size, rows * size).CopyTo(to[(head * targetCapacity * size)..]);
    }

    private void FreeBindings()
    {
        foreach (OnnxBinding binding in _bindings.Values)
            binding.Dispose();
        _bindings.Clear();
    }

    private void FreeTensors()
    {
        foreach (OrtValue? tensor in _tensors)
            tensor?.Dispose();
    }
}
