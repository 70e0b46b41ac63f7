using FoundationModels.Import.Architectures;
using FoundationModels.Import.Graph;
using FoundationModels.Packages;

namespace FoundationModels.Import.Training;

/// <summary>
/// The inputs of a training graph. The tokens of all sequences of a batch lie one after the other, without padding, as rows; only attention sees
/// them as [sequences, places], through indices.
/// </summary>
internal sealed class TrainingEdges
{
    private const string Rows = "rows";
    private const string Sequences = "sequences";
    private const string Length = "length";
    private const string Responses = "responses";

    /// <summary>Declares the inputs.</summary>
    public TrainingEdges(GraphArithmetic nodes, DecoderShape shape)
    {
        OnnxGraphBuilder graph = nodes.Graph;
        Ids = graph.Input(TrainingInputs.Ids, OnnxElementType.Int64, Rows);
        Positions = graph.Input(TrainingInputs.Positions, OnnxElementType.Int64, Rows);
        RowsOfPlaces = graph.Input(TrainingInputs.RowsOfPlaces, OnnxElementType.Int64, Sequences, Length);
        PlaceMask = graph.Input(TrainingInputs.PlaceMask, OnnxElementType.Float, Sequences, Length, 1);
        PlacesOfRows = graph.Input(TrainingInputs.PlacesOfRows, OnnxElementType.Int64, Rows);
        ResponseRows = graph.Input(TrainingInputs.ResponseRows, OnnxElementType.Int64, Responses, 1);
        Targets = graph.Input(TrainingInputs.Targets, OnnxElementType.Int64, Responses, 1);
        LossScale = graph.Input(TrainingInputs.LossScale, OnnxElementType.Float, 1);
        AdapterScale = graph.Input(TrainingInputs.AdapterScale, OnnxElementType.Float, 1);

        // The query heads that share a key head are rows of one product, so that the mask is repeated for each of them.
        string mask = graph.Input(TrainingInputs.CausalMask, OnnxElementType.Float, Length, Length);
        CausalMask = nodes.Node("Tile", "group_mask", [mask, graph.Integers("group_repeats", shape.Attention.Heads / shape.Attention.KeyValueHeads, 1)]);
    }

    /// <summary>Gets the token ids, [rows].</summary>
    public string Ids { get; }

    /// <summary>Gets each token's position in its sequence, [rows].</summary>
    public string Positions { get; }

    /// <summary>Gets the row of each place, [sequences, length]; any row where the sequence is shorter.</summary>
    public string RowsOfPlaces { get; }

    /// <summary>Gets 1 for places that hold a token and 0 for the others, [sequences, length, 1].</summary>
    public string PlaceMask { get; }

    /// <summary>Gets the place of each row, [rows].</summary>
    public string PlacesOfRows { get; }

    /// <summary>Gets the rows that predict a token of a response, [responses, 1].</summary>
    public string ResponseRows { get; }

    /// <summary>Gets the tokens that they have to predict, [responses, 1].</summary>
    public string Targets { get; }

    /// <summary>Gets what the sum of losses is multiplied by.</summary>
    public string LossScale { get; }

    /// <summary>Gets what x·A·B is multiplied by.</summary>
    public string AdapterScale { get; }

    /// <summary>Gets 0 where a query may see a key and a very negative number elsewhere, [group · length, length].</summary>
    public string CausalMask { get; }
}
