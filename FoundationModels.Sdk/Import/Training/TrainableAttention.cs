using FoundationModels.Import.Architectures;

namespace FoundationModels.Import.Training;

/// <summary>Writes causal grouped-query attention within each sequence of a batch, and its gradient.</summary>
internal sealed class TrainableAttention(TrainingContext context)
{
    /// <summary>Attends with queries [rows, heads · size] to keys and values [rows, key heads · size].</summary>
    public string Apply(string name, string query, string key, string value)
    {
        GraphArithmetic nodes = context.Nodes;
        AttentionShape shape = context.Shape.Attention;
        string queries = QueriesToPlaces($"{name}.queries", query, masked: false);
        string keys = nodes.Transpose($"{name}.keys", KeysToPlaces($"{name}.key_places", key), 0, 2, 3, 1);
        string values = nodes.Transpose($"{name}.values", KeysToPlaces($"{name}.value_places", value), 0, 2, 1, 3);
        string scores = nodes.Product($"{name}.scores", queries, keys, alpha: shape.Scale);
        string weights = nodes.Node("Softmax", $"{name}.weights", [nodes.Add($"{name}.masked", scores, context.Edges.CausalMask)], ("axis", -1));
        string output = QueriesToRows(name, nodes.Product($"{name}.heads", weights, values));
        GradientTape tape = context.Tape;
        if (tape.Tracks(query))
        {
            tape.Record([output], gradients =>
            {
                (string toQuery, string toKey, string toValue) = Differentiate(name, queries, keys, values, weights, gradients[0]);
                tape.Accumulate(query, toQuery);
                tape.Accumulate(key, toKey);
                tape.Accumulate(value, toValue);
            });
        }

        return output;
    }

    private (string Query, string Key, string Value) Differentiate(
        string name, string queries, string keys, string values, string weights, string gradient)
    {
        GraphArithmetic nodes = context.Nodes;
        float scale = context.Shape.Attention.Scale;
        string heads = QueriesToPlaces($"{name}.gradient", gradient, masked: true);
        string toValues = nodes.Product($"{name}.to_values", weights, heads, transposeLeft: true);
        string toWeights = nodes.Product($"{name}.to_weights", heads, values, transposeRight: true);

        // The gradient of softmax: dS = P · (dP - Σ P · dP).
        string parallel = nodes.Multiply($"{name}.parallel", weights, toWeights);
        string sum = nodes.Node("ReduceSum", $"{name}.sum", [parallel, nodes.Graph.Integers("last_axis", -1)]);
        string toScores = nodes.Node("Sub", $"{name}.to_scores", [parallel, nodes.Multiply($"{name}.projection", weights, sum)]);
        return (
            QueriesToRows($"{name}.to_query", nodes.Product($"{name}.to_queries", toScores, keys, transposeRight: true, alpha: scale)),
            KeysToRows($"{name}.to_key", nodes.Product($"{name}.to_keys", toScores, queries, transposeLeft: true, alpha: scale)),
            KeysToRows($"{name}.to_value", toValues));
    }

    /// <summary>[rows, heads · size] to [sequences, key heads, group · length, size]: heads that share a key head lie one below the other.</summary>
    private string QueriesToPlaces(string name, string value, bool masked)
    {
        GraphArithmetic nodes = context.Nodes;
        AttentionShape shape = context.Shape.Attention;
        string places = nodes.Gather($"{name}.places", value, context.Edges.RowsOfPlaces);
        if (masked)
            places = nodes.Multiply($"{name}.real", places, context.Edges.PlaceMask);
        string split = nodes.Reshape($"{name}.split", places, 0, 0, shape.KeyValueHeads, shape.Heads / shape.KeyValueHeads, shape.HeadSize);
        return nodes.Reshape(name, nodes.Transpose($"{name}.grouped", split, 0, 2, 3, 1, 4), 0, 0, -1, shape.HeadSize);
    }

    private string QueriesToRows(string name, string value)
    {
        GraphArithmetic nodes = context.Nodes;
        AttentionShape shape = context.Shape.Attention;
        string split = nodes.Reshape($"{name}.ungrouped", value, 0, 0, shape.Heads / shape.KeyValueHeads, -1, shape.HeadSize);
        string places = nodes.Reshape($"{name}.joined", nodes.Transpose($"{name}.placed", split, 0, 3, 1, 2, 4), -1, shape.Heads * shape.HeadSize);
        return nodes.Gather(name, places, context.Edges.PlacesOfRows);
    }

    private string KeysToPlaces(string name, string value)
    {
        AttentionShape shape = context.Shape.Attention;
        string places = context.Nodes.Gather($"{name}.rows", value, context.Edges.RowsOfPlaces);
        return context.Nodes.Reshape(name, places, 0, 0, shape.KeyValueHeads, shape.HeadSize);
    }

    private string KeysToRows(string name, string value)
    {
        GraphArithmetic nodes = context.Nodes;
        AttentionShape shape = context.Shape.Attention;
        string places = nodes.Reshape($"{name}.joined", nodes.Transpose($"{name}.placed", value, 0, 2, 1, 3), -1, shape.KeyValueHeads * shape.HeadSize);
        return nodes.Gather(name, places, context.Edges.PlacesOfRows);
    }
}
