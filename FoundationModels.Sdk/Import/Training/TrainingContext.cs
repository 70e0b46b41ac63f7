using FoundationModels.Import.Architectures;
using FoundationModels.Import.Graph;

namespace FoundationModels.Import.Training;

/// <summary>What the parts of a training graph share.</summary>
internal sealed class TrainingContext
{
    /// <summary>Declares the graph's inputs.</summary>
    public TrainingContext(OnnxGraphBuilder graph, WeightStore weights, DecoderShape shape)
    {
        (Nodes, Weights, Shape) = (new GraphArithmetic(graph), weights, shape);
        Tape = new GradientTape(Nodes);
        Edges = new TrainingEdges(Nodes, shape);
    }

    /// <summary>Gets the writer of nodes.</summary>
    public GraphArithmetic Nodes { get; }

    /// <summary>Gets the weights.</summary>
    public WeightStore Weights { get; }

    /// <summary>Gets the decoder's sizes.</summary>
    public DecoderShape Shape { get; }

    /// <summary>Gets the graph's inputs.</summary>
    public TrainingEdges Edges { get; }

    /// <summary>Gets the gradients of adapters that nothing waits for yet.</summary>
    public List<string> LooseGradients { get; } = [];

    /// <summary>Gets or sets the tape that what is written now is recorded on.</summary>
    public GradientTape Tape { get; set; }
}
