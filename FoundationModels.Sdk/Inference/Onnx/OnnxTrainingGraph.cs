using FoundationModels.Inference.Training;
using FoundationModels.Packages;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Inference.Onnx;

/// <summary>A training graph with the matrices that it learns; one run at a time.</summary>
internal sealed class OnnxTrainingGraph : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _runOptions = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly List<OrtValue> _lasting = [];
    private readonly float[] _loss = GC.AllocateArray<float>(1, pinned: true);
    private bool _disposed;

    private OnnxTrainingGraph(string path, InferenceSession session, float adapterScale, IEnumerable<TrainableMatrix> matrices)
    {
        (_path, _session, _binding) = (path, session, session.CreateIoBinding());
        foreach (TrainableMatrix matrix in matrices)
        {
            _binding.BindInput(matrix.Name, Keep(matrix.Values, matrix.Rows, matrix.Columns));
            _binding.BindOutput(TrainingInputs.Gradient(matrix.Name), Keep(matrix.Gradient, matrix.Rows, matrix.Columns));
        }

        _binding.BindInput(TrainingInputs.AdapterScale, Keep([adapterScale], 1));
        _binding.BindOutput(TrainingInputs.Loss, Keep(_loss, 1));
    }

    /// <summary>Loads a graph.</summary>
    /// <param name="path">The graph's file.</param>
    /// <param name="options">Threads.</param>
    /// <param name="adapterScale">What x·A·B is multiplied by.</param>
    /// <param name="matrices">Both matrices of every slot of the graph.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <exception cref="ModelFormatException">The graph or its weights are missing or damaged, or the matrices are not the graph's.</exception>
    /// <exception cref="InferenceException">ONNX Runtime is missing.</exception>
    public static OnnxTrainingGraph Open(
        string path, OnnxBackendOptions options, float adapterScale, IReadOnlyCollection<TrainableMatrix> matrices, CancellationToken cancellationToken)
    {
        InferenceSession session = OnnxSessionFactory.OpenForTraining(path, options, cancellationToken);
        try
        {
            foreach (TrainableMatrix matrix in matrices)
            {
                if (!session.InputMetadata.ContainsKey(matrix.Name))
                    throw new ModelFormatException(path, matrix.Name, "The graph has no such adapter slot. Import the model again.");
            }

            return new OnnxTrainingGraph(path, session, adapterScale, matrices);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Computes the loss of a batch and the gradients of all matrices, which each <see cref="TrainableMatrix"/> then holds.</summary>
    /// <param name="batch">The sequences.</param>
    /// <param name="lossScale">What the sum over all tokens to learn is multiplied by: 1 / their number for the mean.</param>
    /// <param name="cancellationToken">Ends the run early; the gradients are then undefined.</param>
    /// <returns>The scaled loss.</returns>
    /// <exception cref="InferenceException">The runtime failed.</exception>
    /// <exception cref="OperationCanceledException">The run was ended early.</exception>
    public float Run(TrainingBatch batch, float lossScale, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            cancellationToken.ThrowIfCancellationRequested();
            OrtValue[] inputs =
            [
                Bind(TrainingInputs.Ids, batch.Ids, batch.Rows),
                Bind(TrainingInputs.Positions, batch.Positions, batch.Rows),
                Bind(TrainingInputs.RowsOfPlaces, batch.RowsOfPlaces, batch.Sequences, batch.Length),
                Bind(TrainingInputs.PlaceMask, batch.PlaceMask, batch.Sequences, batch.Length, 1),
                Bind(TrainingInputs.PlacesOfRows, batch.PlacesOfRows, batch.Rows),
                Bind(TrainingInputs.ResponseRows, batch.ResponseRows, batch.Responses, 1),
                Bind(TrainingInputs.Targets, batch.Targets, batch.Responses, 1),
                Bind(TrainingInputs.CausalMask, batch.CausalMask, batch.Length, batch.Length),
                Bind<float>(TrainingInputs.LossScale, [lossScale], 1),
            ];
            try
            {
                Run(cancellationToken);
                return _loss[0];
            }
            finally
            {
                foreach (OrtValue input in inputs)
                    input.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _binding.Dispose();
            foreach (OrtValue value in _lasting)
                value.Dispose();
            _runOptions.Dispose();
            _session.Dispose();
        }
    }

    private void Run(CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static o => ((RunOptions)o!).Terminate = true, _runOptions);
        try
        {
            _session.RunWithBinding(_runOptions, _binding);
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

    private OrtValue Bind<T>(string name, T[] values, params long[] shape)
        where T : unmanaged
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(values, shape);
        _binding.BindInput(name, value);
        return value;
    }

    private OrtValue Keep(float[] values, params long[] shape)
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(values, shape);
        _lasting.Add(value);
        return value;
    }
}
