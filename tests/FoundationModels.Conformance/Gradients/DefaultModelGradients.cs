using System.Text.Json;
using FoundationModels.Import.Safetensors;
using FoundationModels.Inference.Onnx;
using FoundationModels.Inference.Training;
using FoundationModels.Packages;
using FoundationModels.Training;

namespace FoundationModels.Conformance.Gradients;

/// <summary>The default model: gradients of a sequence in two states of an adapter, and twenty steps.</summary>
internal sealed class DefaultModelGradients(ConformanceReport report, GradientFiles files, ModelPackage package)
{
    private const double Bound = 1e-3;
    private const float Scaling = 2;
    private const int Rank = 16;

    /// <summary>Runs both graphs; the steps with the one that keeps values.</summary>
    public void Run()
    {
        Run("kept", package.Manifest.Graphs.Training!, steps: true);
        Run("recomputed", package.Manifest.Graphs.TrainingRecomputing!, steps: false);
    }

    private void Run(string form, string graphName, bool steps)
    {
        TrainableAdapter adapter = new(package.Manifest.AdapterSlots, Rank, Scaling, null, 1);
        using OnnxTrainingGraph graph = OnnxTrainingGraph.Open(package.PathOf(graphName), new OnnxBackendOptions(), Scaling, adapter.All, CancellationToken.None);
        using SafetensorsFile gradients = SafetensorsFile.Open(files.Find("gradients-smollm2/sequence-gradients.safetensors")!);
        using JsonDocument sequence = JsonDocument.Parse(File.ReadAllText(files.Find("gradients-smollm2/sequence.json")!));
        Initialize(adapter);
        if (steps)
        {
            Step(graph, adapter);
            Initialize(adapter);
        }

        Compare($"smollm2/{form}/initial", graph, adapter, sequence.RootElement.GetProperty("at_initial_A_and_zero_B"), gradients, "initial.");
        if (!files.HasAll(report, "tools/adapter_model.safetensors"))
            return;
        using SafetensorsFile trained = SafetensorsFile.Open(files.Find("tools/adapter_model.safetensors")!);
        foreach (TrainableMatrix matrix in adapter.All)
            SlotTensors.Read(trained, matrix).Select(v => (float)v).ToArray().CopyTo(matrix.Values, 0);
        Compare($"smollm2/{form}/trained", graph, adapter, sequence.RootElement.GetProperty("at_trained_adapter_tools"), gradients, "trained.");
    }

    private void Compare(string id, OnnxTrainingGraph graph, TrainableAdapter adapter, JsonElement state, SafetensorsFile gradients, string prefix)
    {
        TrainingSequence sequence = ReferenceSequences.Read(state.GetProperty("input_ids"), state.GetProperty("prompt_length").GetInt32());
        double loss = graph.Run(new TrainingBatch([sequence]), 1f / sequence.ResponseTokens, CancellationToken.None);
        Add($"{id}/loss", Math.Abs(loss - state.GetProperty("loss_float64").GetDouble()));
        double norm = Math.Sqrt(adapter.All.Sum(m => m.Gradient.Sum(g => (double)g * g)));
        Add($"{id}/norm", Math.Abs((norm / state.GetProperty("gradient_norm_all_modules").GetDouble()) - 1));
        foreach (TrainableMatrix matrix in adapter.All.Where(m => gradients.Tensors.ContainsKey(prefix + SlotTensors.NameOf(m))))
            Add($"{id}/gradient/{matrix.Name}", SlotTensors.Difference(matrix.Gradient, SlotTensors.Read(gradients, matrix, prefix)));
    }

    private void Step(OnnxTrainingGraph graph, TrainableAdapter adapter)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(files.Find("gradients-smollm2/steps.json")!));
        JsonElement root = document.RootElement;
        TrainingSequence[] sequences = ReferenceSequences.ReadAll(root);
        AdamW optimizer = new(adapter.All, weightDecay: 0);
        double Loss(TrainingSequence sequence) => graph.Run(new TrainingBatch([sequence]), 1f / sequence.ResponseTokens, CancellationToken.None);
        for (int i = 0; i < sequences.Length; i++)
        {
            Add($"smollm2/step {i}/loss", Math.Abs(Loss(sequences[i]) - root.GetProperty("loss_before_each_step_float64")[i].GetDouble()));
            Add($"smollm2/step {i}/norm", Math.Abs((optimizer.GradientNorm() / root.GetProperty("gradient_norm_each_step_float64")[i].GetDouble()) - 1));
            optimizer.Step(root.GetProperty("optimizer").GetProperty("lr").GetDouble(), 1);
        }

        for (int i = 0; i < 4; i++)
            Add($"smollm2/after/loss/{i}", Math.Abs(Loss(sequences[i]) - root.GetProperty("loss_of_samples_1_to_4_after_the_20_steps_float64")[i].GetDouble()));
    }

    private void Initialize(TrainableAdapter adapter)
    {
        using SafetensorsFile initial = SafetensorsFile.Open(files.Find("gradients-smollm2/initial-A.safetensors")!);
        foreach (TrainableMatrix matrix in adapter.All)
        {
            Array.Clear(matrix.Values);
            if (!matrix.Name.EndsWith("lora_A", StringComparison.Ordinal))
                continue;
            string[] parts = matrix.Name.Split('.');
            int layer = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
            double[] first = SlotTensors.Read(initial, new TrainableMatrix($"layers.0.{parts[2]}.lora_A", matrix.Rows, matrix.Columns));
            for (int row = 0; row < matrix.Rows; row++)
            {
                for (int column = 0; column < Rank; column++)
                    matrix.Values[(((row + layer) % matrix.Rows) * Rank) + column] = (float)(first[(row * Rank) + column] / 4096);
            }
        }
    }

    private void Add(string id, double figure) => report.Add(id, figure <= Bound, figure, $"{figure:g3} is more than {Bound:g3}");
}
