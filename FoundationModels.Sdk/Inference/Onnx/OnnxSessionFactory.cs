using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace FoundationModels.Inference.Onnx;

/// <summary>Opens graphs, and turns what ONNX Runtime throws then into exceptions that name the way out.</summary>
internal static class OnnxSessionFactory
{
    /// <summary>Loads the native library on another thread, while the caller finds out what to load with it. A fault shows when a graph is loaded.</summary>
    public static void LoadRuntimeInBackground() => _ = Task.Run(OrtEnv.Instance).ContinueWith(
        static task => _ = task.Exception,
        CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Loads a graph.</summary>
    /// <exception cref="ModelFormatException">The graph or its weights are missing or damaged.</exception>
    /// <exception cref="InferenceException">ONNX Runtime or the execution provider is missing.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static InferenceSession Open(string path, ModelPrecision precision, OnnxBackendOptions options, CancellationToken cancellationToken) =>
        Open(path, options, session => ConfigureInference(session, precision, options), cancellationToken);

    /// <summary>Loads a training graph: on the CPU, with packed weights, for batches whose shapes change from step to step.</summary>
    /// <exception cref="ModelFormatException">The graph or its weights are missing or damaged.</exception>
    /// <exception cref="InferenceException">ONNX Runtime is missing.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static InferenceSession OpenForTraining(string path, OnnxBackendOptions options, CancellationToken cancellationToken) =>
        Open(path, options, session => session.EnableMemoryPattern = false, cancellationToken);

    private static InferenceSession Open(string path, OnnxBackendOptions options, Action<SessionOptions> configure, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!File.Exists(path))
            throw new ModelFormatException(path, null, $"The graph is not in the model's folder '{Path.GetDirectoryName(path)}'. Import the model again.");
        try
        {
            using SessionOptions session = Configure(options, configure);
            using CancellationTokenRegistration registration =
                cancellationToken.UnsafeRegister(static s => ((SessionOptions)s!).SetLoadCancellationFlag(true), session);
            return new InferenceSession(path, session);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelFormatException(path, null, $"ONNX Runtime cannot load the graph: {e.Message}", e);
        }
        catch (Exception e) when (e is not InferenceException && MissingLibrary(e) is { } missing)
        {
            throw new InferenceException(
                $"ONNX Runtime's native library cannot be loaded on {RuntimeInformation.RuntimeIdentifier}. Add the package Microsoft.ML.OnnxRuntime to the app and publish it for this platform. {missing.Message}", e);
        }
    }

    private static SessionOptions Configure(OnnxBackendOptions options, Action<SessionOptions> configure)
    {
        SessionOptions session = new()
        {
            // The importer writes the operators that the optimizer would make, so that looking for them only takes time.
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,

            // Faults arrive as exceptions; ONNX Runtime would print them to the app's standard error as well.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            session.AddSessionConfigEntry("session.intra_op.allow_spinning", options.Spinning ? "1" : "0");
            if (options.Spinning)
            {
                // Long enough for the operators between two parallel ones, and never from one step to the next.
                session.AddSessionConfigEntry("session.intra_op.spin_duration_us", "100");
                session.AddSessionConfigEntry("session.force_spinning_stop", "1");
            }

            configure(session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void ConfigureInference(SessionOptions session, ModelPrecision precision, OnnxBackendOptions options)
    {
        // float32 weights run as quickly from the mapped file as from a packed copy of the whole of it; quantized ones need theirs.
        if (precision == ModelPrecision.Exact)
            session.AddSessionConfigEntry("session.disable_prepacking", "1");
        if (options.ExecutionProvider is not null)
            AddProvider(session, options.ExecutionProvider, options.ProviderOptions);
    }

    private static void AddProvider(SessionOptions session, string name, IReadOnlyDictionary<string, string> options)
    {
        try
        {
            switch (name.ToUpperInvariant())
            {
                case "CPU":
                    break;
                case "DML":
                    session.AppendExecutionProvider_DML(int.Parse(options.GetValueOrDefault("device_id", "0"), System.Globalization.CultureInfo.InvariantCulture));
                    break;
                case "CUDA":
                    using (OrtCUDAProviderOptions cuda = new())
                    {
                        cuda.UpdateOptions(options.ToDictionary());
                        session.AppendExecutionProvider_CUDA(cuda);
                    }

                    break;
                default:
                    session.AppendExecutionProvider(name, options.ToDictionary());
                    break;
            }
        }
        catch (Exception e) when (e is EntryPointNotFoundException or OnnxRuntimeException or NotSupportedException)
        {
            string package = name.ToUpperInvariant() switch
            {
                "DML" => "Reference Microsoft.ML.OnnxRuntime.DirectML in place of Microsoft.ML.OnnxRuntime (Windows only).",
                "CUDA" => "Reference Microsoft.ML.OnnxRuntime.Gpu in place of Microsoft.ML.OnnxRuntime.",
                _ => "Reference an ONNX Runtime package that contains it.",
            };
            throw new InferenceException($"The execution provider '{name}' is not in this build of ONNX Runtime. {package} {e.Message}", e);
        }
    }

    private static Exception? MissingLibrary(Exception fault)
    {
        for (Exception? e = fault; e is not null; e = e.InnerException)
        {
            if (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
                return e;
        }

        return null;
    }
}
