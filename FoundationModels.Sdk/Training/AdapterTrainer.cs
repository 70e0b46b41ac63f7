using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using FoundationModels.Adapters;
using FoundationModels.Inference.Onnx;
using FoundationModels.Models;
using FoundationModels.Packages;
using FoundationModels.Training;
using FoundationModels.Training.Data;

namespace FoundationModels;

/// <summary>Trains LoRA adapters (Hu et al. 2021) on this machine.</summary>
public static class AdapterTrainer
{
    /// <summary>Trains an adapter on conversations, and writes it with a report and its loss curve.</summary>
    /// <remarks>
    /// Data are JSON lines: each an array of messages with <c>role</c> (<c>system</c>, <c>user</c>, <c>assistant</c>, <c>tool</c>) and <c>content</c>;
    /// <c>tools</c> beside a system message, <c>tool_calls</c> beside an assistant's, <c>response_format</c> beside a user's. The adapter learns what the
    /// assistant says, and that it ends there. The same seed, data, options and number of threads give the same adapter, interrupted or not.
    /// </remarks>
    /// <param name="trainingPath">The file of conversations to learn from.</param>
    /// <param name="adapterPath">Where the adapter is written: a file that ends with ".fmadapter", or a folder.</param>
    /// <param name="options">How to train, or null for the defaults.</param>
    /// <param name="progress">Hears of every step, or null.</param>
    /// <param name="importProgress">Hears of the model's import, where that has to be done first, or null.</param>
    /// <param name="cancellationToken">Ends the training; with <see cref="AdapterTrainingOptions.CheckpointPath"/> it can go on from there.</param>
    /// <returns>Where everything is, and the figures of the training.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="TrainingDataException">A line is not a conversation.</exception>
    /// <exception cref="AdapterTrainingException">The model's package lacks the exact weights, the checkpoint is of another training, or the loss is no longer finite.</exception>
    /// <exception cref="ModelUnavailableException">No model was found, or it cannot be used.</exception>
    /// <exception cref="IOException">A file cannot be read or written. That the adapter can be written is found out first.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read or written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<AdapterTrainingResult> TrainAsync(
        string trainingPath, string adapterPath, AdapterTrainingOptions? options = null,
        IProgress<AdapterTrainingProgress>? progress = null, IProgress<ModelImportProgress>? importProgress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(trainingPath);
        ArgumentException.ThrowIfNullOrEmpty(adapterPath);
        options ??= new AdapterTrainingOptions();
        TrainingOptionsCheck.Check(options);
        AdapterMetadata metadata = Describe(adapterPath, options);
        // Whatever would fail at the end fails before hours of work.
        AdapterPackageWriter.CheckDestination(adapterPath, metadata);
        foreach (string path in new[] { trainingPath, options.EvaluationPath }.OfType<string>())
            await File.OpenRead(path).DisposeAsync().ConfigureAwait(false);
        ModelPackage package = await TrainableModel.OpenAsync(options.ModelPath, options.StoreFolder, importProgress, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Train(package, trainingPath, adapterPath, metadata, options, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static AdapterTrainingResult Train(
        ModelPackage package, string trainingPath, string adapterPath, AdapterMetadata metadata, AdapterTrainingOptions options,
        IProgress<AdapterTrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ModelManifest manifest = package.Manifest;
        ConversationEncoder encoder = new(PromptEncoder.Load(package), manifest);
        int longest = Math.Min(options.MaximumSequenceLength ?? int.MaxValue, manifest.ContextSize);
        TrainingData data = TrainingData.Read(trainingPath, encoder, longest, cancellationToken);
        TrainingData? evaluation = options.EvaluationPath is not { } evaluationPath ? null : TrainingData.Read(evaluationPath, encoder, longest, cancellationToken);
        TrainableAdapter adapter = new(manifest.AdapterSlots, options.Rank, metadata.Alpha / options.Rank, AdaptedKinds.Of(options.TargetModules, manifest), options.Seed);
        MemoryPlan memory = Plan(package, data, evaluation, adapter, options);
        string graphName = memory.Recomputes ? manifest.Graphs.TrainingRecomputing! : manifest.Graphs.Training!;
        TrainingState state = new() { Fingerprint = Fingerprint(manifest, data, evaluation, options, metadata.Alpha) };
        OnnxBackendOptions backend = new() { Threads = options.Threads };
        using OnnxTrainingGraph graph = OnnxTrainingGraph.Open(package.PathOf(graphName), backend, (float)adapter.Scale, adapter.All, cancellationToken);
        (state, bool stoppedEarly) = new TrainingRun(graph, adapter, data, evaluation, memory, options, state).Train(progress, cancellationToken);

        AdapterPackageWriter.Write(
            adapterPath, metadata with { BaseModelSignature = manifest.SourceSignature }, adapter.ToUpdates(), options.HalfPrecision ? AdapterElementType.Half : AdapterElementType.Single);
        return Report(manifest, data, adapter, adapterPath, options, memory, state, stoppedEarly);
    }

    private static AdapterMetadata Describe(string adapterPath, AdapterTrainingOptions options) => new()
    {
        Identifier = options.Identifier ?? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(adapterPath)),
        Author = options.Author,
        Description = options.Description,
        License = options.License,
        Rank = options.Rank,
        Alpha = options.Alpha ?? 2.0 * options.Rank,
        TargetModules = [],
        BaseModelSignature = "",
        WeightsSha256 = "",
        CreatorDefined = options.CreatorDefinedMetadata,
    };

    private static AdapterTrainingResult Report(
        ModelManifest manifest, TrainingData data, TrainableAdapter adapter, string adapterPath, AdapterTrainingOptions options, MemoryPlan memory,
        TrainingState state, bool stoppedEarly)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(adapterPath));
        string stem = Path.Combine(Path.GetDirectoryName(full)!, Path.GetFileNameWithoutExtension(full));
        using Process process = Process.GetCurrentProcess();
        AdapterTrainingResult result = new()
        {
            AdapterPath = adapterPath,
            ReportPath = $"{stem}.report.md",
            CurvePath = $"{stem}.loss.svg",
            Curve = state.Curve,
            Steps = state.Step,
            BestStep = state.BestStep,
            StoppedEarly = stoppedEarly,
            Tokens = state.Tokens,
            TokensPerSecond = state.Tokens / state.TrainingSeconds,
            TokensPerProcessorSecond = state.Tokens / state.ProcessorSeconds,
            PeakMemoryBytes = process.PeakWorkingSet64,
        };
        File.WriteAllText(result.CurvePath, LossCurve.Plot(state.Curve));
        File.WriteAllText(result.ReportPath, TrainingReport.Write(manifest, data, adapter, options, memory, result));
        return result;
    }

    private static MemoryPlan Plan(ModelPackage package, TrainingData data, TrainingData? evaluation, TrainableAdapter adapter, AdapterTrainingOptions options)
    {
        long weights = package.Manifest.Files.Max(f => f.Length);
        long bound = options.MaximumMemoryBytes ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        return MemoryPlan.Make(package.Manifest, weights, adapter.Parameters, [.. data.Sequences, .. evaluation?.Sequences ?? []], bound);
    }

    // What decides the weights after a given step, and which of them are best. Where checkpoints lie and how the adapter is called does not.
    private static string Fingerprint(ModelManifest manifest, TrainingData data, TrainingData? evaluation, AdapterTrainingOptions options, double alpha)
    {
        string text = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{manifest.SourceSignature} {data.Sha256} {evaluation?.Sha256} {options.EvaluationSamples} {options.EvaluationInterval} {options.Rank} {alpha} {string.Join(',', options.TargetModules ?? [])} {options.LearningRate} {options.WarmUpShare} {options.Epochs} {options.BatchSize} {options.GradientAccumulation} {options.MaximumGradientNorm} {options.WeightDecay} {options.MaximumSequenceLength} {options.Seed}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
