using System.Globalization;
using System.Text;
using FoundationModels.Packages;
using FoundationModels.Training.Data;

namespace FoundationModels.Training;

/// <summary>Tells in Markdown how an adapter was trained.</summary>
internal static class TrainingReport
{
    /// <summary>Writes the report.</summary>
    public static string Write(
        ModelManifest manifest, TrainingData data, TrainableAdapter adapter, AdapterTrainingOptions options, MemoryPlan memory, AdapterTrainingResult result)
    {
        StringBuilder text = new();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# Training of `{Path.GetFileName(result.AdapterPath)}`");
        Line($"");
        Line($"- Model: {manifest.Id}, source signature `{manifest.SourceSignature}`.");
        Line($"- Adapter: rank {options.Rank}, scaling {adapter.Scale:g6}, {adapter.Parameters:N0} parameters in {string.Join(", ", options.TargetModules ?? ["all linear maps"])}.");
        Line($"- Data: {data.Sequences.Count:N0} conversations of {data.Tokens:N0} tokens, SHA-256 `{data.Sha256}`; {data.LeftOut} left out.");
        Line($"- Optimizer: AdamW, learning rate {options.LearningRate:g4} after a warm-up of {options.WarmUpShare:P0} of the steps, then half a cosine to 0; weight decay {options.WeightDecay:g4}, gradient norm at most {options.MaximumGradientNorm:g4}.");
        Line($"- Batches: {options.BatchSize} conversations, {options.GradientAccumulation} batches a step, {options.Epochs:g4} epochs, seed {options.Seed}.");
        Line($"- Memory: planned for {memory.EstimatedBytes(data.Sequences, options.BatchSize * options.GradientAccumulation) >> 20:N0} MiB{(memory.Recomputes ? ", layers computed again for their gradients" : "")}; the process held {result.PeakMemoryBytes >> 20:N0} MiB at most.");
        Line($"- Speed: {result.TokensPerSecond:N0} tokens/s, {result.TokensPerProcessorSecond:N0} tokens per processor-second, evaluation left out.");
        Line($"- Result: {result.Steps} steps, {result.Tokens:N0} tokens{(result.StoppedEarly ? ", stopped early" : "")}; the weights after step {result.BestStep} were kept.");
        Line($"");
        Line($"![Loss curve]({Path.GetFileName(result.CurvePath)})");
        Line($"");
        Line($"| step | training loss since the row above | evaluation loss | seconds |");
        Line($"|---|---|---|---|");
        foreach (AdapterTrainingPoint point in result.Curve)
            Line($"| {point.Step} | {point.Loss:0.0000} | {point.EvaluationLoss:0.0000} | {point.Seconds:0} |");
        return text.ToString();
    }
}
