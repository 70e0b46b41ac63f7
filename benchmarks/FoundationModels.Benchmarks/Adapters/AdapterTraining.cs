using System.Diagnostics;
using FoundationModels.Benchmarks.Engines;
using FoundationModels.Benchmarks.Output;
using FoundationModels.Import;
using FoundationModels.Inference.Onnx;
using FoundationModels.Inference.Training;
using FoundationModels.Packages;
using FoundationModels.Training;

namespace FoundationModels.Benchmarks.Adapters;

/// <summary>How quick a step of training is, and how much memory it takes: conversations of 87 tokens on average, half of them to learn.</summary>
internal sealed class AdapterTraining(IReadOnlyList<int> threads, int rounds, BenchmarkOutput output)
{
    private const int Rank = 16;

    /// <summary>Measures batches of one and of eight.</summary>
    /// <remarks>The process remembers only its highest peak of memory, so this comes before all that takes more, and small batches before large ones.</remarks>
    public async Task RunAsync()
    {
        string folder = Directory.CreateTempSubdirectory("fm-training-").FullName;
        try
        {
            await ModelImporter.ImportAsync(RepositoryFiles.Model, folder, new ModelImportOptions { Precision = ModelPrecision.Exact }, null, CancellationToken.None);
            ModelPackage package = ModelPackage.Open(folder);
            foreach (int batch in new[] { 1, 8 })
            {
                foreach (int count in threads)
                    Measure(package, batch, count);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Measure(ModelPackage package, int size, int threadCount)
    {
        TrainableAdapter adapter = new(package.Manifest.AdapterSlots, Rank, 2, null, seed: 1);
        using OnnxTrainingGraph graph = OnnxTrainingGraph.Open(
            package.PathOf(package.Manifest.Graphs.Training!), new OnnxBackendOptions { Threads = threadCount }, 2, adapter.All, CancellationToken.None);
        AdamW optimizer = new(adapter.Learning, weightDecay: 0);
        TrainingBatch batch = new([.. Enumerable.Range(0, size).Select(i => Sequence(i, package.Manifest.VocabularySize))]);
        List<double> wall = [];
        List<double> processor = [];
        for (int round = -1; round < rounds; round++)
        {
            using Process process = Process.GetCurrentProcess();
            TimeSpan before = process.TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            graph.Run(batch, 1f / batch.Responses, CancellationToken.None);
            optimizer.Step(1e-4, 1 / Math.Max(optimizer.GradientNorm(), 1));
            process.Refresh();
            if (round < 0)
                continue;
            wall.Add(batch.Rows / Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor.Add(batch.Rows / (process.TotalProcessorTime - before).TotalSeconds);
        }

        using Process self = Process.GetCurrentProcess();
        (string, object)[] with = [("batch", size), ("rank", Rank), ("threads", threadCount)];
        output.Write(Measurement.Of(EngineNames.Ours, "training_tokens_per_second", Spread.Of(wall), "1/s", with));
        output.Write(Measurement.Of(EngineNames.Ours, "training_tokens_per_cpu_second", Spread.Of(processor), "1/s", with));
        output.Write(Measurement.Of(EngineNames.Ours, "training_peak_bytes", Spread.Of([self.PeakWorkingSet64]), "B", with));
    }

    private static TrainingSequence Sequence(int seed, int vocabulary)
    {
        Random random = new(seed);
        int[] tokens = [.. Enumerable.Range(0, 73 + (4 * seed)).Select(_ => random.Next(vocabulary))];
        return new TrainingSequence(tokens, [.. tokens.Select((_, i) => i >= tokens.Length / 2)]);
    }
}
