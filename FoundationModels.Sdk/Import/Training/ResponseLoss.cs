using FoundationModels.Import.Graph;
using FoundationModels.Packages;

namespace FoundationModels.Import.Training;

/// <summary>Writes the cross entropy of the responses' tokens and its gradient. Logits are computed where the loss needs them only.</summary>
internal sealed class ResponseLoss(TrainingContext context)
{
    /// <summary>The loss of the normalized residual stream [rows, hidden], as the graph's output.</summary>
    public void Apply(string normalized, SourceMatrix table, float scale)
    {
        GraphArithmetic nodes = context.Nodes;
        string weight = nodes.Graph.Constant(context.Weights.Embedding(table).Values);
        string rows = nodes.Node("GatherND", "responses", [normalized, context.Edges.ResponseRows]);
        string logits = nodes.Product("logits", rows, weight, transposeRight: true, alpha: scale);
        string probabilities = nodes.Node("LogSoftmax", "log_probabilities", [logits], ("axis", -1));
        string chosen = nodes.Node("GatherElements", "chosen", [probabilities, context.Edges.Targets], ("axis", 1));
        string sum = nodes.Node("ReduceSum", "log_likelihood", [chosen], ("keepdims", 0));
        string loss = nodes.Graph.Output(TrainingInputs.Loss, OnnxElementType.Float, 1);
        nodes.Graph.Node("Mul", loss, [nodes.Node("Neg", "summed_loss", [sum]), context.Edges.LossScale]);

        GradientTape tape = context.Tape;
        tape.Record([loss], _ => tape.Accumulate(normalized, Differentiate(normalized, weight, probabilities, scale)));
        tape.Accumulate(loss, loss);
    }

    // The gradient of the sum over logits is p - 1 at the target and p elsewhere; the loss's factor is multiplied in where there are fewest numbers.
    private string Differentiate(string normalized, string weight, string logProbabilities, float scale)
    {
        GraphArithmetic nodes = context.Nodes;
        string probabilities = nodes.Node("Exp", "probabilities", [logProbabilities]);
        string atTargets = nodes.Node("GatherElements", "target_probabilities", [probabilities, context.Edges.Targets], ("axis", 1));
        string errors = nodes.Node("ScatterElements", "logits.gradient",
            [probabilities, context.Edges.Targets, nodes.Node("Sub", "target_errors", [atTargets, nodes.Graph.Scalar("one", 1)])], ("axis", 1));
        string toRows = nodes.Multiply("responses.gradient", nodes.Product("responses.raw_gradient", errors, weight, alpha: scale), context.Edges.LossScale);
        string zeros = nodes.Node("ConstantOfShape", "no_gradient", [nodes.Node("Shape", "normalized_shape", [normalized])]);
        return nodes.Node("ScatterND", "normalized.gradient", [zeros, context.Edges.ResponseRows, toRows]);
    }
}
