namespace FoundationModels.Packages;

/// <summary>The names of a training graph's inputs and outputs besides those of adapter slots, and what their values are.</summary>
internal static class TrainingInputs
{
    /// <summary>Token ids of all sequences one after the other, int64 [rows].</summary>
    public const string Ids = "input_ids";

    /// <summary>Positions within the sequences, int64 [rows].</summary>
    public const string Positions = "position_ids";

    /// <summary>The row at each place of each sequence, int64 [sequences, length].</summary>
    public const string RowsOfPlaces = "rows_of_places";

    /// <summary>1 where a place holds a token, else 0: float32 [sequences, length, 1].</summary>
    public const string PlaceMask = "place_mask";

    /// <summary>The place of each row, counted over all sequences, int64 [rows].</summary>
    public const string PlacesOfRows = "places_of_rows";

    /// <summary>The rows that predict a token of a response, int64 [responses, 1].</summary>
    public const string ResponseRows = "response_rows";

    /// <summary>The tokens to predict, int64 [responses, 1].</summary>
    public const string Targets = "targets";

    /// <summary>What the sum of the losses is multiplied by, float32 [1].</summary>
    public const string LossScale = "loss_scale";

    /// <summary>What an adapter's product is multiplied by, float32 [1].</summary>
    public const string AdapterScale = "adapter_scale";

    /// <summary>What is added to scores, float32 [length, length].</summary>
    public const string CausalMask = "causal_mask";

    /// <summary>The scaled sum of the losses, float32 [1].</summary>
    public const string Loss = "loss";

    /// <summary>The gradient of a slot's matrix, of its shape.</summary>
    /// <param name="matrix">The matrix's input, as in "layers.0.attn_q.lora_A".</param>
    public static string Gradient(string matrix) => $"{matrix}.gradient";
}
