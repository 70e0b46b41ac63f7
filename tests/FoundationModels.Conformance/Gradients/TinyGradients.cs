using System.Text.Json;
using FoundationModels.Import.Safetensors;
using FoundationModels.Inference.Onnx;
using FoundationModels.Inference.Training;
using FoundationModels.Packages;
using FoundationModels.Training;

namespace FoundationModels.Conformance.Gradients;

/// <summary>The tiny model: loss, all gradients, five clipped AdamW steps, finite differences.</summary>
internal sealed class TinyGradients(ConformanceReport report, GradientFiles files, ModelPackage package, JsonElement manifest)
{
    private const double LossBound = 1e-5;
    private const double Bound = 1e-4;
    private const double FiniteDifferenceBound = 0.02;

    /// <summary>Runs both graphs.</summary>
    public void Run()
    {
        Run("kept", package.Manifest.Graphs.Training!);
        Run("recomputed", package.Manifest.Graphs.TrainingRecomputing!);
    }

    private void Run(string form, string graphName)
    {
        TrainableAdapter adapter = new(package.Manifest.AdapterSlots, manifest.GetProperty("rank").GetInt32(), manifest.GetProperty("scaling").GetDouble(), null, 1);
        using SafetensorsFile initial = SafetensorsFile.Open(files.Find("gradients-tiny/initial-adapter/adapter_model.safetensors")!);
        using SafetensorsFile gradients = SafetensorsFile.Open(files.Find("gradients-tiny/batch-gradients.safetensors")!);
        using SafetensorsFile final = SafetensorsFile.Open(files.Find("gradients-tiny/batch-final.safetensors")!);
        foreach (TrainableMatrix matrix in adapter.All)
            SlotTensors.Read(initial, matrix).Select(v => (float)v).ToArray().CopyTo(matrix.Values, 0);
        TrainingBatch batch = new(ReferenceSequences.ReadAll(manifest.GetProperty("batch")));
        float scale = 1f / batch.Responses;
        using OnnxTrainingGraph graph = OnnxTrainingGraph.Open(package.PathOf(graphName), new OnnxBackendOptions(), (float)adapter.Scale, adapter.All, CancellationToken.None);

        double[] losses = [.. manifest.GetProperty("loss_at_each_step").EnumerateArray().Select(l => l.GetDouble())];
        double[] norms = [.. manifest.GetProperty("gradient_norm_before_clipping").EnumerateArray().Select(n => n.GetDouble())];
        JsonElement constants = manifest.GetProperty("optimizer");
        AdamW optimizer = new(adapter.All, constants.GetProperty("weight_decay").GetDouble());
        for (int step = 0; step < losses.Length; step++)
        {
            double loss = graph.Run(batch, scale, CancellationToken.None);
            Add($"tiny/{form}/loss/{step}", Math.Abs(loss - losses[step]), LossBound);
            if (step == 0)
            {
                foreach (TrainableMatrix matrix in adapter.All)
                    Add($"tiny/{form}/gradient/{matrix.Name}", SlotTensors.Difference(matrix.Gradient, SlotTensors.Read(gradients, matrix)), Bound);
                CompareFiniteDifferences(form, graph, batch, scale, adapter);
                graph.Run(batch, scale, CancellationToken.None);
            }

            if (step == norms.Length)
                break;
            double norm = optimizer.GradientNorm();
            Add($"tiny/{form}/norm/{step}", Math.Abs(norm / norms[step] - 1), Bound);
            optimizer.Step(constants.GetProperty("lr").GetDouble(), Math.Min(1, constants.GetProperty("clip_total_norm").GetDouble() / (norm + 1e-6)));
        }

        foreach (TrainableMatrix matrix in adapter.All)
            Add($"tiny/{form}/final/{matrix.Name}", SlotTensors.Difference(matrix.Values, SlotTensors.Read(final, matrix)), Bound);
    }

    // Along the gradient itself, where the slope is its norm: float32 losses are too coarse for single entries.
    private void CompareFiniteDifferences(string form, OnnxTrainingGraph graph, TrainingBatch batch, float scale, TrainableAdapter adapter)
    {
        const double step = 1e-2;
        float[][] values = adapter.Copy();
        foreach (TrainableMatrix matrix in adapter.Learning.Where((_, i) => i % 5 == 0))
        {
            graph.Run(batch, scale, CancellationToken.None);
            float[] direction = [.. matrix.Gradient];
            double norm = Math.Sqrt(direction.Sum(d => (double)d * d));
            float[] start = [.. matrix.Values];
            double LossAt(double distance)
            {
                for (int i = 0; i < start.Length; i++)
                    matrix.Values[i] = (float)(start[i] + (distance * direction[i] / norm));
                return graph.Run(batch, scale, CancellationToken.None);
            }

            double slope = (LossAt(step) - LossAt(-step)) / (2 * step);
            Add($"tiny/{form}/finite difference/{matrix.Name}", Math.Abs((slope / norm) - 1), FiniteDifferenceBound);
            adapter.Restore(values);
        }
    }

    private void Add(string id, double figure, double bound) => report.Add(id, figure <= bound, figure, $"{figure:g3} is more than {bound:g3}");
}
